/** Which parts of a patch its score comes from. */
@NullMarked
package io.cancernet.inference.explanation;

import org.jspecify.annotations.NullMarked;
