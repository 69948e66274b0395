/** Lists that are read page by page. */
@NullMarked
package io.cancernet.common.page;

import org.jspecify.annotations.NullMarked;
