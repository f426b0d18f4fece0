// What assistive technology reads out: tables with heads, links that tell where they lead, headings that nest.

export function* tablesHaveHeads({ found }) {
  for (const [page, { tables }] of found) {
    for (const { caption, bare, columns, rows, merged } of tables) {
      const name = `the table "${caption}"`;
      if (!caption) yield [page, "has a table without a caption"];
      if (bare) yield [page, `${name} has heads without scope`];
      if (merged) yield [page, `${name} has merged cells`];
      if (rows.some(({ heads }) => heads !== 1)) yield [page, `${name} has rows without one head`];
      if (rows.some(({ cells }) => cells !== columns)) yield [page, `${name} has rows of another length than its head`];
    }
  }
}

export function* linksTellWhere({ found }) {
  for (const [page, { linkTexts, foot }] of found) {
    for (const links of [linkTexts, foot]) {
      const texts = new Map();
      for (const [text, href] of links) {
        if (!text) yield [page, `has a link to ${href} without words`];
        if (texts.has(text) && texts.get(text) !== href) yield [page, `has two links "${text}" that lead to different places`];
        texts.set(text, href);
      }
    }
  }
}

export function* headingsNest({ found }) {
  for (const [page, { headings }] of found) {
    if (headings.filter(([level]) => level === 1).length !== 1 || headings[0]?.[0] !== 1) yield [page, "does not begin with its one heading"];
    for (const [index, [level, text]] of headings.entries()) {
      if (!text) yield [page, "has an empty heading"];
      if (index && level > headings[index - 1][0] + 1) yield [page, `skips a level at "${text}"`];
    }
  }
}
