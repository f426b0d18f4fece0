// In which language a text seems to be: by its script, and by words that are frequent in one language and rare or
// unknown in the others.

const WORDS = {
  de: "der die das und ist nicht mit wir sie auf für von den dem ein eine einer wird werden oder auch bei nach zum zur sind haben ihre unsere über wenn noch keine durch er wie es im so soll dem des an um",
  en: "the and is not with we you on for of to your our are have or from by when they this that which will can if at be been who what",
  es: "de en la el los las y es con nosotros usted por para del una un se su sus que al o como cuando está son más sin hay",
  fr: "de en la le les des et est pas avec nous vous pour du une un au aux ou sur dans qui que par sont votre notre nos vos cette chez sans",
  nb: "og er ikke med vi på av til den det som et en eller ved våre deres har kan blir når fra hos også om dere",
  nl: "het een en is niet met wij u op voor van de of bij naar uw onze zijn hebben door wordt worden als ook om aan geen",
};
const SCRIPTS = {
  ar: /\p{Script=Arabic}/u, el: /\p{Script=Greek}/u, he: /\p{Script=Hebrew}/u, ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
  ko: /\p{Script=Hangul}/u, ru: /\p{Script=Cyrillic}/u, th: /\p{Script=Thai}/u,
};
const LATIN = /\p{Script=Latin}/u;
const FREQUENT = Object.entries(WORDS).map(([language, words]) => [language, new Set(words.split(" "))]);
// Fewer words than these tell little.
const ENOUGH = 6;

// Another language than `lang`, if the text is clearly in it.
export function looksLike(text, lang) {
  const own = lang.split("-")[0];
  // Single names in another script are names, as in "also called 赤".
  const script = LATIN.test(text) ? undefined : Object.entries(SCRIPTS).find(([, letters]) => letters.test(text))?.[0];
  if (script) return script === own || (script === "ja" && own === "zh") ? undefined : script;
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length < ENOUGH) return undefined;
  const count = ([language, frequent]) => [language, words.filter((word) => frequent.has(word)).length];
  const counts = new Map(FREQUENT.map(count));
  const [best, most] = [...counts].reduce((one, other) => (other[1] > one[1] ? other : one));
  const ours = counts.get(own) ?? 0;
  return best !== own && most >= 3 && most > 2 * ours ? best : undefined;
}
