import { SearchModel } from "@web/search/search_model";

/**
 * Always asks the server for the tree. The stock model starts with what it has cached: a
 * tree without the group that was created a moment ago falls back to "All", and an empty
 * tree folds the panel for good.
 */
export class TargetGroupSearchModel extends SearchModel {
    setup(services) {
        const orm = Object.create(services.orm, {
            cache: {
                value() {
                    return this;
                },
            },
        });
        super.setup({ ...services, orm });
    }
}
