import { readConversion } from "../quantity-query.ts";
import type { Intent } from "./intent.ts";

const BARE_DEGREES = /^\s*(?:degrees?\s+)?([CFcf])\s*$/;
const BARE_TEMPERATURE = /^(\s*-?\d[\d.,]*)\s*(?:degrees?\s+)?([CFcf])\s*$/;
const TEMPERATURE = /^\s*(?:°[CF]|℃|℉|K|kelvin|(?:degrees?\s+)?(?:celsius|fahrenheit))\s*$/i;

/** "20 C in F" asks for temperatures: coulombs are never converted to farads. */
function degreesOf(quantity: string, unit: string): { quantity: string; unit: string } {
  const from = BARE_TEMPERATURE.exec(quantity);
  const to = BARE_DEGREES.exec(unit);
  const isTemperature =
    from === null
      ? /°|℃|℉|celsius|fahrenheit|\dK?\s*K\s*$/i.test(quantity)
      : TEMPERATURE.test(unit);
  if (!(from !== null && to !== null) && !isTemperature) return { quantity, unit };
  return {
    quantity: from === null ? quantity : `${from[1]} °${from[2]?.toUpperCase()}`,
    unit: to === null ? unit : `°${to[1]?.toUpperCase()}`,
  };
}

/** Conversion between units. */
export const UNIT_INTENTS: readonly Intent[] = [
  {
    name: "convert units",
    frames: [
      "convert {quantity:longest} (to|into|in) {unit}",
      "how (many|much) {unit} (are there |are |is |is there |)(in|to|make|make up) {quantity}",
      "{quantity:longest} (to|in|into|as) {unit}",
      "[把|将]{quantity} (换算成|换算为|换成|化成|化为|转换成|转换为|转成|转化为|等于多少|是多少|有多少|合多少|合) {unit}",
      "{quantity} (等于|是|有|合) (几|多少) {unit}",
      "多少 {unit} (等于|是) {quantity}",
    ],
    read: (groups, context) => {
      const { quantity, unit } = degreesOf(groups["quantity"] as string, groups["unit"] as string);
      return readConversion(quantity, unit, context);
    },
    examples: [
      { ask: "How many millilitres are there in 3/8 of a litre?", answer: "375 mL" },
      { ask: "What is twenty-one halves of a litre in millilitres?", answer: "10500 mL" },
      { ask: "Convert 2443.47111ms to days.", answer: "0.000028280915625 d" },
      { ask: "convert 40°C to degrees fahrenheit", answer: "104 °F" },
      { ask: "20 C in F", answer: "68 °F" },
      { ask: "100 f in c", answer: "37.7777777777778 °C" },
      { ask: "60 mph to m/s", answer: "26.8224 m/s" },
      { ask: "convert 1 square inch to mm squared", answer: "645.16 mm^2" },
      { ask: "convert 135 degrees to radians", answer: "2.35619449019234 rad" },
      { ask: "5公里是多少mile", answer: "3.10685596118667 mi" },
      { ask: "三斤半是多少克", answer: "1750 g" },
      { ask: "how many seconds in a leap year", answer: "31622400 s" },
      { ask: "5 ft 11 in in cm", answer: "180.34 cm" },
    ],
  },
];
