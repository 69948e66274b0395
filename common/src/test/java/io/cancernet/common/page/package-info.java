@NullMarked
package io.cancernet.common.page;

import org.jspecify.annotations.NullMarked;
