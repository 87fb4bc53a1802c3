/**
 * A title card carries what its notes say; 「異動の問題」 only names a drawer to put them in. Whether a sentence is such a bare
 * name is guessed from its ending. Only a guess, so it asks gently and never stops anybody.
 */

/** Endings that name and do not say. 「こと」 only at the end of a phrase: 「〜することだ」 says something. */
const NAMES = /(について|に関して|に対して|こと|(の|な|いう)(事|もの|件)|(問題|課題|状況|現状|必要性|重要性|あり方|在り方|関係|意見|まとめ))[。．.、!！\s]*$/u;
/** Only Chinese characters and katakana, no verb, no particle: 「情報共有」「スケジュール調整」. */
const NO_SENTENCE = /^[\p{Script=Han}\p{Script=Katakana}ー・、\s]+$/u;

/**
 * @param {string} title
 * @returns {boolean}
 */
export function isBareNoun(title) {
  const text = title.trim();
  return text !== "" && (NAMES.test(text) || NO_SENTENCE.test(text));
}
