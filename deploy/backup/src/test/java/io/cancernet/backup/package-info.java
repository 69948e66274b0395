/** The restore drill. */
@NullMarked
package io.cancernet.backup;

import org.jspecify.annotations.NullMarked;
