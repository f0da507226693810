/** An answer with most of what models write. */
export const markdownAnswer = `## Why the kettle boiled over

The lid was shut while \`watch()\` still **polled every second**, see
[the manual](https://example.org/kettle#lid). 茶が沸きました: a wide line breaks where a narrow one would.

1. Read the sensor
   - with its _own_ clock
   - and never twice
2. Stop at the first \`100\`

| step | before | after | what changed |
|:-----|-------:|------:|--------------|
| open | 120 ms | 8 ms | the sensor is asked once |
| 沸騰 | 2 s | 95 ms | \`boil()\` waits for an event instead of polling |

\`\`\`ts
/** Degrees at sea level. */
export const boilingCelsius = 100;

export async function boil(kettle: Kettle, limitMs = 5_000): Promise<'done' | 'late'> {
  for await (const { celsius } of kettle.readings(limitMs)) {
    if (celsius >= boilingCelsius) return 'done'; // The lid opens by itself.
  }
  return 'late';
}
\`\`\`

> Nothing else reads the sensor,
> as far as the tests say.

\`\`\`sh
npm test -- kettle && echo "boiled in $(date +%s)"
\`\`\`

- [x] tests
- [ ] the lid, once it is here`;
