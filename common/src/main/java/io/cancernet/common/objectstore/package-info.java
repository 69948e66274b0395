/** The object-store port and the keys under which the services meet. */
@NullMarked
package io.cancernet.common.objectstore;

import org.jspecify.annotations.NullMarked;
