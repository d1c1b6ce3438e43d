/**
 * The inverse of a symmetric positive definite matrix, by Gauss–Jordan elimination; without exchanging rows, which such a matrix does not
 * need. Throws a RangeError for one that is none.
 */
export function invertSymmetric(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const size = matrix.length;
  const rows = matrix.map((line, row) => [
    ...line,
    ...Array.from({ length: size }, (_, column) => (row === column ? 1 : 0)),
  ]);
  for (const [place, pivotRow] of rows.entries()) {
    const pivot = pivotRow[place] ?? 0;
    if (!(pivot > 0)) throw new RangeError('the matrix is not positive definite');
    for (let column = 0; column < 2 * size; column++) pivotRow[column] = (pivotRow[column] ?? 0) / pivot;
    for (const row of rows) {
      if (row === pivotRow) continue;
      const factor = row[place] ?? 0;
      for (let column = 0; column < 2 * size; column++)
        row[column] = (row[column] ?? 0) - factor * (pivotRow[column] ?? 0);
    }
  }
  return rows.map((row) => row.slice(size));
}
