@NullMarked
package io.cancernet.common.json;

import org.jspecify.annotations.NullMarked;
