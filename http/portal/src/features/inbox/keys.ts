const apple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The combination that sends, as it is printed on this keyboard. */
export const sendKey = apple ? '⌘ ↵' : 'Ctrl + Enter';
