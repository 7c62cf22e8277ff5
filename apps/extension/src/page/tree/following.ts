import type { TreeNode } from './tree-node';
import type { TreeParent } from './tree-parent';

/** The node after another in document order, below `root`. */
export function following(node: TreeNode, root: TreeParent): TreeNode | null {
  const child = (node as Partial<TreeParent>).firstChild;
  if (child) return child;
  for (let at: TreeNode | null = node; at !== null && at !== root; at = at.parentNode) {
    if (at.nextSibling !== null) return at.nextSibling;
  }
  return null;
}
