import './ui/theme.css';
import type { ReactNode } from 'react';
import { OptionsPage } from './ui/options-page';
import { useLogStream, useNodeStatus } from './ui/use-stored';

export default function Options(): ReactNode {
  return <OptionsPage status={useNodeStatus()} isLogStreamOn={useLogStream()} />;
}
