/** Text in one or two bytes a character; the other side of `generator/search/packed_text.py`. */

const SINGLE =
  '\n\x1e\x1f' + String.fromCharCode(...Array.from({ length: 95 }, (_, at) => 32 + at)) + '，。、“”：；（）《》！？·—';
/** Differences of code points, written by `generator/search/common_data.py`. */
const FREQUENT =
  '#-$%@&047J+O?2*Qk3Ye\\`$a)i<N+g:h09`7`*[hJcViD$oH\\bI`Cr[Id\\Iz1d,i>oHa%';
const COMMON =
  '*%(($%\'%+:&-$*9F%$+)$,&()1-\'8$5$\')9,I*$$\'%\'&\'B`\'A\'[FA`\\`W\'($%2.&&$(%%$$1+1$:%4=>./(%%%/%.:EO&$$$*:`-4$F*%*\'*%?$5<?\'&)%%$,$$.$)$\'$%($.$\'\'$\'>A138`+/a$cU`Z&%%?D>0`+`*Oa4>`4(7&),\'2$$)&`&)\'(`0,e>$N)&/%\'\':I@-,%&O(3,6e(*/$3$(8,5]$&,8+-`;)2).=<222+&O/%57F2-7W`=Q?3c*%K.%)P-.2$G[)`NZ&KdV*&($=:\'657%$,\'54(\'HSb%-%+(1%%.%&.,.6C&6(`R=9%&k8`)$$$8]=(`\'C1*9`)5+=`M&&0L4`P7VA]`8eE`5W`0Tb99E3cA\'H`:&cG1,\':a$b\'$,`N)\',-7@\'aP1D`Ab;\'C`D5\'A$>`R\'`81[>@`5-bA+`*`$He=\'$&8(&+\'))Z^)Z9`D%%*`\'+`44`2c)\\`-3R`\'a)b%;pR`*=b)`)$%%&=@e\\&((%+%\'&?++-/`Eb6?O*6L`#b+b*)2+Y(,,$*&$%N4($a.`,8b>$%%kCb-`P))N6$5@%NR+]`9/\'*cC05Y3$b&bE`Sf#hObD';
const FIRST_DOUBLE = 160;
const FIRST_OTHER = 162;
const ESCAPE = 255;

/** @param {string} steps */
function charactersOf(steps) {
  let code = 0x4e00;
  let text = '';
  for (let at = 0; at < steps.length; at++) {
    const step = steps.charCodeAt(at);
    code += step < 95 ? step - 35 : (step - 95) * 60 + steps.charCodeAt(++at) - 35;
    text += String.fromCharCode(code);
  }
  return text;
}

const SHORT = SINGLE + charactersOf(FREQUENT);
const DOUBLE = charactersOf(COMMON);

/**
 * Unpack a text.
 *
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function unpackText(bytes) {
  /** @type {Array<string>} */
  const parts = [];
  let part = '';
  for (let at = 0; at < bytes.length; ) {
    const lead = /** @type {number} */ (bytes[at++]);
    if (lead < FIRST_DOUBLE) part += SHORT.charAt(lead);
    else if (lead < FIRST_OTHER) part += DOUBLE.charAt(((lead - FIRST_DOUBLE) << 8) | (bytes[at++] ?? 0));
    else if (lead < ESCAPE) part += String.fromCharCode(0x4e00 + (((lead - FIRST_OTHER) << 8) | (bytes[at++] ?? 0)));
    else {
      part += String.fromCodePoint(((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0));
      at += 3;
    }
    if (part.length > 4096) {
      parts.push(part);
      part = '';
    }
  }
  parts.push(part);
  return parts.join('');
}

/**
 * Rows of fields.
 *
 * @param {Uint8Array} bytes
 * @returns {Array<Array<string>>}
 */
export function unpackTable(bytes) {
  return unpackText(bytes).split('\x1e').map((row) => row.split('\x1f'));
}
