const NAMES: readonly (readonly [RegExp, readonly string[], string])[] = [
  [/^(?:US\$|\$|USD|US dollars?|dollars?|bucks|美元|美金)$/i, ["USD"], "1"],
  [/^(?:cents?|¢|美分)$/i, ["USD", "EUR"], "0.01"],
  [/^(?:€|EUR|euros?|欧元)$/i, ["EUR"], "1"],
  [/^(?:£|GBP|british pounds?|英镑)$/i, ["GBP"], "1"],
  [/^(?:pence|便士)$/i, ["GBP"], "0.01"],
  [/^(?:¥|￥)$/i, ["CNY", "JPY"], "1"],
  [/^(?:CNY|RMB|yuan|元|块|块钱|元钱|人民币)$/i, ["CNY"], "1"],
  [/^(?:角|毛|毛钱)$/i, ["CNY"], "0.1"],
  [/^(?:JPY|yen|日元)$/i, ["JPY"], "1"],
  [/^(?:₹|INR|Rs\.?|rupees?|卢比)$/i, ["INR"], "1"],
];

const NUMBER = String.raw`[-+−]?\s*(?:\d[\d,]*(?:\.\d+)?|\.\d+)`;
const BEFORE = new RegExp(String.raw`^(-?)\s*([A-Z]{2,3}\$?|[$€£¥￥₹]|Rs\.?)\s*(${NUMBER})$`);
const AFTER = new RegExp(String.raw`^(${NUMBER})\s*([\p{L}¢$€£¥₹]+(?: \p{L}+)?)$`, "u");

/** An amount with its currency: "$5", "5 dollars", "50 cents", "100元"; null for anything else. */
export function readMoney(text: string): {
  readonly number: string;
  readonly scale: string;
  readonly currencies: readonly string[];
} | null {
  const before = BEFORE.exec(text);
  const after = before === null ? AFTER.exec(text) : null;
  const name = before?.[2] ?? after?.[2];
  const number = before === null ? after?.[1] : `${before[1]}${before[3]}`;
  if (name === undefined || number === undefined) return null;
  const found = NAMES.find(([pattern]) => pattern.test(name));
  return found === undefined
    ? null
    : {
        number: number.replace(/\s+/g, "").replace("−", "-"),
        currencies: found[1],
        scale: found[2],
      };
}
