import './ui/theme.css';
import type { ReactNode } from 'react';
import { PopupPage } from './ui/popup-page';
import { useNodeStatus } from './ui/use-stored';

export default function Popup(): ReactNode {
  return <PopupPage status={useNodeStatus()} />;
}
