@NullMarked
package io.cancernet.common.objectstore;

import org.jspecify.annotations.NullMarked;
