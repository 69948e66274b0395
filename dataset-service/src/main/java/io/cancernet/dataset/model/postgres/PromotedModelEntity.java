package io.cancernet.dataset.model.postgres;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code promoted_model}. */
@Entity
@Table(name = "promoted_model")
class PromotedModelEntity extends PanacheEntityBase {

    @Id
    public String slot;

    public String model;

    @Column(name = "patch_size")
    public int patchSize;

    public double mpp;
}
