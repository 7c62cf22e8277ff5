import './ui/theme.css';
import type { ReactNode } from 'react';
import { OptionsPage } from './ui/options-page';
import { useAccess, useLogStream, useNodeStatus } from './ui/use-stored';

export default function Options(): ReactNode {
  const status = useNodeStatus();
  return <OptionsPage status={status} access={useAccess(status)} isLogStreamOn={useLogStream()} />;
}
