import { byDefuddle } from './distill/by-defuddle';

globalThis.ottoSecondOpinion = byDefuddle;
