import { cloneElement, isValidElement, type ReactElement, type ReactNode } from 'react';
import { resolveParticles } from './particles';

/** Keeps `GPU-시간` and `GPU-hours` on one line: a word joiner (U+2060) after the hyphen. Safe to apply twice. Never throws. */
export const keepTogether = (text: string): string => text.replace(/GPU-\u2060?(?=시간|hour)/g, 'GPU-\u2060');

/** Last hand on a formatted sentence: particles, then joiners. Never throws. */
export const finishText = (text: string): string => keepTogether(resolveParticles(text));

/**
 * The same for a sentence with elements in it: a particle follows what is read before it, also inside an element
 * (`<b>{name}</b>[은/는]`). Never throws.
 */
export function finishNodes(nodes: ReactNode): ReactNode {
  let before = '';
  const walk = (node: ReactNode): ReactNode => {
    if (typeof node === 'number') {
      before += String(node);
      return node;
    }
    if (typeof node === 'string') {
      const text = resolveParticles(node, before);
      before += text;
      return keepTogether(text);
    }
    if (Array.isArray(node)) return node.map(walk);
    if (!isValidElement(node)) return node;
    const element = node as ReactElement<{ children?: ReactNode }>;
    if (element.props.children === undefined) return element;
    return cloneElement(element, undefined, walk(element.props.children));
  };
  return walk(nodes);
}
