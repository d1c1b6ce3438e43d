import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { type OrderDeadLetter, orderSubjects } from './order-subjects.ts';
import { subjectHash } from './subject.ts';

export interface LetterWithSubjects extends OrderDeadLetter {
  readonly storeId: string;
  readonly letterId: string;
  /** When it came, epoch milliseconds. */
  readonly receivedAt: number;
}

/** Keeps whom dead letters about orders name, in the transaction that keeps the dead letters. */
export async function keepSubjects(tx: Tx, letters: readonly LetterWithSubjects[]): Promise<void> {
  const rows = letters.flatMap((letter) =>
    orderSubjects(letter).map((subject) => ({
      store_id: letter.storeId,
      letter_id: letter.letterId,
      subject: subjectHash(subject),
      at: new Date(letter.receivedAt).toISOString(),
    })),
  );
  if (rows.length === 0) return;
  const sql = rawSql(tx);
  await sql`
    insert into dead_letter_subjects (store_id, letter_id, subject, at)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as subject (store_id uuid, letter_id uuid, subject text, at timestamptz)
    on conflict (store_id, subject, letter_id) do update set at = greatest(dead_letter_subjects.at, excluded.at)`;
}
