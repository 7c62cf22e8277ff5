export function environmentPage() {
  return '';
}
