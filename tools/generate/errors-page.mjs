export function errorsPage() {
  return '';
}
