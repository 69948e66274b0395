/** Pages of lists. */
@NullMarked
package io.cancernet.dataset.page;

import org.jspecify.annotations.NullMarked;
