/** Contact sheets: pictures of patches under headings, drawn without the fonts of a system. */
@NullMarked
package io.cancernet.common.sheet;

import org.jspecify.annotations.NullMarked;
