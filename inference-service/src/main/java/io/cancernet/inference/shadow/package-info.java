/** What a shadow model says of patches that the live one scored: kept and compared, never published. */
@NullMarked
package io.cancernet.inference.shadow;

import org.jspecify.annotations.NullMarked;
