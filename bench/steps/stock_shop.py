"""A shop on the web with so many products: `python -m bench.steps.stock_shop PRODUCTS`. Prints the address of one of them.

Woven bags, which need neither licence nor best-before day; recipe, price and shop come by the verbs, products and lots by bulk.
"""

import json
import sys
from datetime import timedelta

from siap.business import services as business
from siap.core import clock
from siap.core.ids import new_uid
from siap.market import services
from siap.market.models import Offer
from siap.people.models import Unit, User
from siap.workshop import services as workshop
from siap.workshop.models import Lot, Product


def main() -> None:
    """Fill the shelf."""
    count, today = int(sys.argv[1]), clock.today()
    by, unit = User.objects.get(username="kanwil"), Unit.objects.get(code="LPP")
    maker = business.found_cooperative("Koperasi Bangku Uji", by=by)
    workshop.record_permit(maker, "nib", "1234567890123", holder=maker.name, valid_from=today, by=by)
    thread = workshop.add_material(maker, "Benang", "g", by=by)
    shop = services.open_channel(unit, "Toko Bangku Uji", "online", seller_name=unit.name, by=by)
    products = [
        workshop.plan_product(
            maker, code=f"B{number}", name=f"Tas anyam {number}", is_food=False, weight_gram=None, shelf_life_days=None,
            story="Dianyam dari tali nilon, kuat dan ringan.", by=by,
        )
        for number in range(count)
    ]  # fmt: skip
    for product in products:
        workshop.write_recipe(product, lines={thread: 300}, yields=1, by=by)
    Product.objects.filter(business=maker).update(stage=Product.Stage.ON_SALE)
    Offer.objects.bulk_create(
        Offer(channel=shop, product=one, price=65_000, valid_from=today - timedelta(days=1)) for one in products
    )
    Lot.objects.bulk_create(
        Lot(
            uid=new_uid(), number=f"{one.code}-1", business=maker, kind=2, product=one, made_on=today,
            on_hand=40,
            value=40 * 30_000,
        )
        for one in products
    )  # fmt: skip
    print(json.dumps(str(products[count // 2].uid)))


if __name__ == "__main__":
    main()
