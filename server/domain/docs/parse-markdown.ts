import { marked, type Token, type Tokens } from 'marked';
import type { DocBlock, DocInline } from '../../contract/docs';

export interface ParsedDoc {
  /** The first heading, as text. */
  title: string;
  blocks: DocBlock[];
}

/** Turns the address that a link of the file has into one of the portal; undefined: the link is drawn as its text. */
export type ResolveLink = (href: string) => string | undefined;

/**
 * Reads one page of help (CommonMark with GitHub's tables) into blocks. HTML in it is dropped, pictures become their words.
 * Pure. @see GitHub Flavored Markdown 0.29, §4.10 tables
 */
export function parseMarkdown(text: string, resolveLink: ResolveLink): ParsedDoc {
  const tokens = marked.lexer(text);
  const first = tokens.find(
    (token): token is Tokens.Heading => token.type === 'heading' && token.depth === 1,
  );
  const ids = new Set<string>();
  const rest = tokens.filter((token) => token !== first);
  return {
    title: first ? plain(toInlines(first.tokens, resolveLink)) : '',
    blocks: toBlocks(rest, { resolveLink, ids }),
  };
}

interface Reading {
  resolveLink: ResolveLink;
  /** Of the headings so far: two of the same words get two ids. */
  ids: Set<string>;
}

function toBlocks(tokens: readonly Token[], reading: Reading): DocBlock[] {
  return tokens.flatMap((token) => toBlock(token, reading));
}

function toBlock(token: Token, reading: Reading): DocBlock[] {
  const inlines = (of: readonly Token[] | undefined) => toInlines(of ?? [], reading.resolveLink);
  switch (token.type) {
    case 'heading': {
      const words = inlines(token.tokens);
      const level = Math.min(4, Math.max(2, (token as Tokens.Heading).depth)) as 2 | 3 | 4;
      return [{ kind: 'heading', level, id: idOf(plain(words), reading.ids), inlines: words }];
    }
    case 'paragraph':
    case 'text':
      return [{ kind: 'paragraph', inlines: inlines(token.tokens ?? [token]) }];
    case 'code':
      return [{ kind: 'code', text: (token as Tokens.Code).text }];
    case 'list': {
      const list = token as Tokens.List;
      const start = list.ordered ? Number(list.start) || 1 : undefined;
      return [{ kind: 'list', start, items: list.items.map((item) => toBlocks(item.tokens, reading)) }];
    }
    case 'table': {
      const table = token as Tokens.Table;
      return [
        {
          kind: 'table',
          head: table.header.map((cell) => inlines(cell.tokens)),
          rows: table.rows.map((row) => row.map((cell) => inlines(cell.tokens))),
        },
      ];
    }
    case 'blockquote':
      return [{ kind: 'quote', blocks: toBlocks(token.tokens ?? [], reading) }];
    default:
      return [];
  }
}

function toInlines(tokens: readonly Token[], resolveLink: ResolveLink): DocInline[] {
  return tokens.flatMap((token) => toInline(token, resolveLink));
}

function toInline(token: Token, resolveLink: ResolveLink): DocInline[] {
  const tokens = 'tokens' in token ? (token.tokens ?? []) : [];
  const inner = () => toInlines(tokens, resolveLink);
  switch (token.type) {
    case 'text':
      return tokens.length > 0 ? inner() : [unescapeEntities(token.text as string)];
    case 'escape':
      return [token.text as string];
    case 'strong':
      return [{ kind: 'strong', inlines: inner() }];
    case 'em':
      return [{ kind: 'emphasis', inlines: inner() }];
    case 'codespan':
      return [{ kind: 'code', text: token.text as string }];
    case 'link': {
      const href = resolveLink((token as Tokens.Link).href);
      return href === undefined ? inner() : [{ kind: 'link', href, inlines: inner() }];
    }
    case 'image':
      return [token.text as string];
    case 'br':
      return [' '];
    default:
      return [];
  }
}

/** The lexer leaves these five as they stand in the file. @see CommonMark 0.31, §6.2 */
function unescapeEntities(text: string): string {
  const characters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' };
  return text.replace(/&(amp|lt|gt|quot|nbsp);/g, (_whole, name: string) => characters[name] ?? '');
}

/** The words of inlines without their marks. Never throws. */
export const plain = (inlines: readonly DocInline[]): string =>
  inlines
    .map((inline) =>
      typeof inline === 'string' ? inline : inline.kind === 'code' ? inline.text : plain(inline.inlines),
    )
    .join('');

/** Where the links of these blocks lead, in their order. Never throws. */
export const linksOf = (blocks: readonly DocBlock[]): string[] => blocks.flatMap(linksOfBlock);

function linksOfBlock(block: DocBlock): string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return linksOfInlines(block.inlines);
    case 'list':
      return block.items.flatMap(linksOf);
    case 'table':
      return [block.head, ...block.rows].flat().flatMap(linksOfInlines);
    case 'quote':
      return linksOf(block.blocks);
    case 'code':
      return [];
  }
}

const linksOfInlines = (inlines: readonly DocInline[]): string[] =>
  inlines.flatMap((inline) => {
    if (typeof inline === 'string' || inline.kind === 'code') return [];
    return [...(inline.kind === 'link' ? [inline.href] : []), ...linksOfInlines(inline.inlines)];
  });

function idOf(words: string, taken: Set<string>): string {
  const base =
    words
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '') || 'part';
  let id = base;
  for (let count = 2; taken.has(id); count++) id = `${base}-${count}`;
  taken.add(id);
  return id;
}
