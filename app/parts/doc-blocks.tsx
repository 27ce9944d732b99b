import { Link } from '@remix-run/react';
import { Fragment, type ReactNode } from 'react';
import type { DocBlock, DocInline } from '#server/contract/docs';
import { CodeBlock } from '../ui/code-block';
import { Cell, HeadCell, Row, RowHead, Table } from '../ui/table';

interface BlocksProps {
  blocks: readonly DocBlock[];
  /** What a listing is called for a screen reader. */
  codeLabel: string;
}

/** A page of help, drawn with the portal's own bricks. */
export function DocBlocks({ blocks, codeLabel }: BlocksProps) {
  return blocks.map((block, index) => <Block key={index} block={block} codeLabel={codeLabel} />);
}

function Block({ block, codeLabel }: { block: DocBlock; codeLabel: string }): ReactNode {
  switch (block.kind) {
    case 'heading': {
      const Heading = `h${block.level}` as const;
      return (
        <Heading id={block.id} className={block.level === 2 ? 'mt-6' : 'mt-3'}>
          <Inlines inlines={block.inlines} />
        </Heading>
      );
    }
    case 'paragraph':
      return (
        <p className="max-w-[62ch]">
          <Inlines inlines={block.inlines} />
        </p>
      );
    case 'code':
      return <CodeBlock code={block.text} label={codeLabel} canCopy />;
    case 'list':
      return <List block={block} codeLabel={codeLabel} />;
    case 'table':
      return <DocTable block={block} />;
    case 'quote':
      return (
        <blockquote className="grid gap-3 border-l-4 border-line pl-4 text-text-2">
          <DocBlocks blocks={block.blocks} codeLabel={codeLabel} />
        </blockquote>
      );
  }
}

function List({ block, codeLabel }: { block: Extract<DocBlock, { kind: 'list' }>; codeLabel: string }) {
  const items = block.items.map((item, index) => (
    <li key={index}>
      <Item blocks={item} codeLabel={codeLabel} />
    </li>
  ));
  return block.start === undefined ? (
    <ul className="grid max-w-[62ch] list-disc gap-1.5 pl-6 marker:text-text-3">{items}</ul>
  ) : (
    <ol start={block.start} className="grid max-w-[62ch] list-decimal gap-1.5 pl-6 marker:text-text-3">
      {items}
    </ol>
  );
}

/** An item of one sentence needs no paragraph of its own. */
function Item({ blocks, codeLabel }: BlocksProps) {
  return blocks.map((block, index) =>
    block.kind === 'paragraph' ? (
      <span key={index} className="block">
        <Inlines inlines={block.inlines} />
      </span>
    ) : (
      <div key={index} className="mt-2">
        <Block block={block} codeLabel={codeLabel} />
      </div>
    ),
  );
}

function DocTable({ block }: { block: Extract<DocBlock, { kind: 'table' }> }) {
  const head = block.head.map((cell, index) => (
    <HeadCell key={index}>
      <Inlines inlines={cell} />
    </HeadCell>
  ));
  const caption = block.head.map(wordsOf).join(', ');
  return (
    <Table caption={caption} head={head} isSmall isFolding>
      {block.rows.map((row, index) => (
        <Row key={index}>
          {row.map((cell, column) =>
            column === 0 ? (
              <RowHead key={column} fold="all">
                <Inlines inlines={cell} />
              </RowHead>
            ) : (
              <Cell key={column} fold="all">
                <Inlines inlines={cell} />
              </Cell>
            ),
          )}
        </Row>
      ))}
    </Table>
  );
}

function Inlines({ inlines }: { inlines: readonly DocInline[] }) {
  return inlines.map((inline, index) => <Fragment key={index}>{toNode(inline)}</Fragment>);
}

function toNode(inline: DocInline): ReactNode {
  if (typeof inline === 'string') return inline;
  switch (inline.kind) {
    case 'strong':
      return (
        <strong>
          <Inlines inlines={inline.inlines} />
        </strong>
      );
    case 'emphasis':
      return (
        // Hangul has no slanted letters worth reading.
        <em className="font-semibold not-italic">
          <Inlines inlines={inline.inlines} />
        </em>
      );
    case 'code':
      return <code className="rounded-1 bg-sunken px-1 [overflow-wrap:anywhere]">{inline.text}</code>;
    case 'link':
      return <DocLink href={inline.href}>{<Inlines inlines={inline.inlines} />}</DocLink>;
  }
}

/** Pages of help change without loading anew; everything else is a plain address. */
function DocLink({ href, children }: { href: string; children: ReactNode }) {
  if (!href.startsWith('/docs')) return <a href={href}>{children}</a>;
  return (
    <Link to={href} prefetch="intent">
      {children}
    </Link>
  );
}

const wordsOf = (inlines: readonly DocInline[]): string =>
  inlines
    .map((inline) =>
      typeof inline === 'string' ? inline : inline.kind === 'code' ? inline.text : wordsOf(inline.inlines),
    )
    .join('');
