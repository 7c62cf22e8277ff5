import './ui/theme.css';
import type { ReactNode } from 'react';
import { PopupPage } from './ui/popup-page';
import { useAccess, useNodeStatus } from './ui/use-stored';

export default function Popup(): ReactNode {
  const status = useNodeStatus();
  return <PopupPage status={status} access={useAccess(status)} />;
}
