/** Lists that are read page by page. */
@NullMarked
package io.cancernet.training.page;

import org.jspecify.annotations.NullMarked;
