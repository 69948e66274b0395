package io.cancernet.dataset.deletion;

import io.cancernet.common.job.JobProgress;
import io.cancernet.common.objectstore.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CancellationException;

/** Deletes objects. What is gone already is no error, so that it can be begun again at any point. */
@ApplicationScoped
class StoredObjects {

    private final ObjectStore store;

    StoredObjects(ObjectStore store) {
        this.store = store;
    }

    void removeAll(String prefix, JobProgress work) {
        for (String key : store.list(prefix)) {
            if (!work.mayContinue()) {
                throw new CancellationException("the deletion stops here and goes on when it is taken up again");
            }
            store.delete(key);
        }
    }
}
