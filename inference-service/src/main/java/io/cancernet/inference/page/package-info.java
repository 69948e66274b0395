/** Lists that are read page by page. */
@NullMarked
package io.cancernet.inference.page;

import org.jspecify.annotations.NullMarked;
