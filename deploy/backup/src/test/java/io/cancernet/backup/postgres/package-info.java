/** Rows for tests. */
@NullMarked
package io.cancernet.backup.postgres;

import org.jspecify.annotations.NullMarked;
