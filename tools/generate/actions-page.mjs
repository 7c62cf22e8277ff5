export function actionsPage() {
  return '';
}
