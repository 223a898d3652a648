"""Groups come together and bring their products to readiness."""

from datetime import timedelta

from siap.business import services as business
from siap.business.models import Membership
from siap.cashbook import services as cashbook
from siap.core import clock
from siap.market import services as market
from siap.people.models import Person, Unit, User
from siap.web.demo import cast
from siap.web.demo.drawings import picture
from siap.web.demo.life import COOPERATIVE, Life, Shop
from siap.workshop import services as workshop
from siap.workshop.models import Material, Product, Recipe


def form_groups(life: Life, code: str, unit: Unit) -> None:
    """The certified people of a unit form its groups, each with a beginning capital from the cooperative."""
    by = life.officer(code)
    free = list(Person.objects.filter(certificates__course=life.courses["participants"]).here(unit).order_by("pk"))
    posts = (Membership.Post.CHAIR, Membership.Post.TREASURER)
    for plan in (group for group in cast.GROUPS if group.unit == code):
        members, free = free[: plan.size], free[plan.size :]
        made = business.form_group(
            unit, plan.name, plan.what,
            [(person, posts[at] if at < 2 else Membership.Post.MEMBER) for at, person in enumerate(members)],
            bridge=by, mentor=life.users["rina"], by=by,
        )  # fmt: skip
        cashbook.note_cash(
            life.uid(), made, "put_in", plan.capital, happened_on=clock.today(), note="Modal awal dari koperasi", by=by
        )
        life.shops.append(Shop(plan, made))


def open_shop(life: Life, code: str, unit: Unit) -> None:
    """The unit opens its bazaar; every group brings its products to readiness and gives them a price."""
    by = life.officer(code)
    seller = f"Bendahara {unit.short_name}"
    life.channels[code] = market.open_channel(unit, f"Bazar {unit.place}", "bazaar", seller_name=seller, by=by)
    for shop in life.shops_of(code):
        license(life, shop, by)
        for thing in shop.plan.things:
            product, recipe = develop(life, shop, thing, by)
            market.set_price(life.channels[code], product, thing.price, valid_from=clock.today(), by=by)
            shop.recipes.append((product, recipe, thing))


def license(life: Life, shop: Shop, by: User) -> None:
    """A group's NIB."""
    workshop.record_permit(
        shop.business,
        "nib",
        f"{life.dice.randrange(10**12, 10**13)}",
        holder=COOPERATIVE,
        valid_from=clock.today(),
        by=by,
    )


def develop(life: Life, shop: Shop, thing: cast.Thing, by: User) -> tuple[Product, Recipe]:
    """From idea to ready: product, recipe, permits."""
    product = workshop.plan_product(
        shop.business, code=thing.code, name=thing.name, is_food=bool(thing.gram), weight_gram=thing.gram or None,
        shelf_life_days=thing.keeps or None, story=thing.story, by=by,
    )  # fmt: skip
    workshop.describe_product(
        product, target_buyer="", story=thing.story, needs_panel=False, photo=picture(thing.code), by=by
    )
    lines = {material(life, shop, item, by): item.quantity for item in thing.recipe}
    recipe = workshop.write_recipe(product, lines=lines, yields=thing.yields, overhead=15_000, by=by)
    if thing.gram:
        ends = life.end + timedelta(days=45) if thing.code == "KLA" else clock.today() + timedelta(days=5 * 365)
        for kind, number in (
            (
                "spp_irt",
                f"P-IRT {life.dice.randrange(2060000000000, 2069999999999)}-{(clock.today().year + 5) % 100:02}",
            ),
            ("halal", f"ID72{life.dice.randrange(10**10, 10**11):011}{clock.today():%m%y}"),
        ):
            workshop.record_permit(
                shop.business, kind, number, holder=COOPERATIVE, valid_from=clock.today(),
                valid_until=ends if kind == "halal" else clock.today() + timedelta(days=5 * 365), product=product, by=by,
            )  # fmt: skip
    return workshop.make_ready(product, by=by), recipe


def material(life: Life, shop: Shop, item: cast.Ingredient, by: User) -> Material:
    """A material of a group, entered when it is not there yet."""
    if item.name not in shop.materials:
        shop.materials[item.name] = workshop.add_material(
            shop.business, item.name, item.measure, is_packaging=item.is_packaging, allergen=item.allergen, by=by
        )
    return shop.materials[item.name]
