/** Tests of folders and archives. */
@NullMarked
package io.cancernet.dataset.source;

import org.jspecify.annotations.NullMarked;
