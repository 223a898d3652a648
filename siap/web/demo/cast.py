"""Whom the demo history is about. People, brands and figures are invented; the products and their prices are the region's."""

from dataclasses import dataclass

NAMES = {
    "m": (
        "Abdul Karim", "Agus Salim", "Ahmad Yani", "Aldi Pratama", "Andika", "Arman Sahi", "Asrul Lamatu", "Bahtiar",
        "Bambang Irawan", "Daniel Tolanda", "Darwis", "Dedi Kurnia", "Edi Susanto", "Fahri Lasimpo", "Ferdi Mangopo",
        "Gunawan", "Haris Dg. Matutu", "Hasan Basri", "Idris", "Ikbal Ratulangi", "Imran Yunus", "Irfan Hakim", "Jefri Sondakh",
        "Kasim", "Lukman Tahir", "Made Artana", "Mansur", "Nasrun Laupe", "Oktavianus", "Rafli Maulana", "Rusdi Pakaya",
        "Samsul Bahri", "Sudirman", "Taufik Lawenga", "Umar Said", "Viktor Pangemanan", "Wahyu Nugroho", "Yusuf Toana",
        "Zulkifli", "Akbar Mointi", "Baharuddin", "Charles Bawole", "Dodi Sumarno", "Erwin Patimura", "Frans Lumenta",
        "Hendrik Koro", "Iwan Setiawan", "Junaidi", "Kamaruddin", "Lamber Tandi", "Moh. Rizal", "Nixon Palit", "Rahmat Hidayat",
        "Sofyan Lahay", "Tamrin", "Yohanes Mandagi",
    ),
    "f": (
        "Aminah", "Christina Lolo", "Dahlia Marunduh", "Endang Lestari", "Fatmawati", "Hartini Laode", "Indah Permata",
        "Juwita", "Kartini Sumampouw", "Lilis Suryani", "Mariam Djafar", "Ni Luh Ayu", "Nurhayati", "Ratna Dewi",
        "Rosmini Taha", "Salma Abdullah", "Sinta Bella", "Yuliana Toding",
        "Masita Lamakarate", "Novita Ruru", "Rahmawati", "Wulan Sigilipu",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Ingredient:
    """A material: gram, millilitre or pieces a round, rupiah a round, and after how many days it ends (0: never)."""

    name: str
    measure: str
    quantity: int
    price: int
    keeps: int = 0
    is_packaging: bool = False
    allergen: str = ""


@dataclass(frozen=True)
class Thing:
    """A product: its code, what one piece weighs (gram), how long it keeps (days), its price, and one round of it."""

    code: str
    name: str
    price: int
    yields: int
    recipe: tuple[Ingredient, ...]
    gram: int = 0  # none: not food
    keeps: int = 0
    story: str = ""


@dataclass(frozen=True)
class Group:
    """A group of a unit, how many are in it, what it makes, and what it began with (rupiah)."""

    unit: str
    name: str
    what: str
    size: int
    things: tuple[Thing, ...]
    capital: int = 2_500_000


def _jar(count: int, price: int = 1_500) -> Ingredient:
    return Ingredient("Stoples dan label", "pcs", count, count * price, is_packaging=True)


def _pouch(count: int, price: int = 900) -> Ingredient:
    return Ingredient("Kemasan standing pouch", "pcs", count, count * price, is_packaging=True)


_OIL = Ingredient("Minyak goreng", "ml", 3_000, 54_000, 300)
_ONION = "Bawang asli lembah Palu, digoreng tipis dan ditiriskan sampai renyah."
_BANANA = "Pisang kepok dari kebun tetangga, diiris tipis, tanpa pengawet."

GROUPS = (
    Group("LPP", "Bawang Goreng Tadulako", "Bawang goreng Palu", 5, (
        Thing("BGA", "Bawang goreng 100 g", 20_000, 40, (
            Ingredient("Bawang merah kering", "g", 12_000, 336_000, 180), _OIL, _jar(40),
        ), 100, 120, _ONION),
        Thing("BGB", "Bawang goreng 250 g", 45_000, 16, (
            Ingredient("Bawang merah kering", "g", 12_000, 336_000, 180), _OIL, _jar(16, 2_500),
        ), 250, 120, _ONION),
    ), 4_000_000),
    Group("LPP", "Keripik Vatulemo", "Keripik pisang", 5, (
        Thing("KPA", "Keripik pisang 250 g", 20_000, 30, (
            Ingredient("Pisang kepok", "g", 20_000, 160_000, 120), _OIL,
            Ingredient("Gula pasir", "g", 1_500, 27_000, 365), _pouch(30),
        ), 250, 90, _BANANA),
        Thing("KPB", "Keripik pisang 500 g", 38_000, 15, (
            Ingredient("Pisang kepok", "g", 20_000, 160_000, 120), _OIL,
            Ingredient("Gula pasir", "g", 1_500, 27_000, 365), _pouch(15, 1_400),
        ), 500, 90, _BANANA),
    )),
    Group("LPP", "Kopi Nokilalaki", "Kopi bubuk", 5, (
        Thing("KPI", "Kopi robusta 200 g", 30_000, 25, (
            Ingredient("Biji kopi", "g", 6_500, 455_000, 365), _pouch(25, 1_600),
        ), 200, 365, "Disangrai perlahan dari biji petani lereng Nokilalaki."),
    )),
    Group("LPP", "Rajut Teluk Palu", "Tas nilon", 5, (
        Thing("TAS", "Tas nilon rajut", 85_000, 8, (
            Ingredient("Tali nilon", "g", 4_000, 220_000), Ingredient("Pegangan dan kancing", "pcs", 8, 64_000),
        ), story="Dirajut tangan, kuat untuk belanja mingguan."),
    )),
    Group("LPR", "Kelor Berdaya", "Keripik kelor", 5, (
        Thing("KLA", "Keripik kelor 100 g", 15_000, 40, (
            Ingredient("Daun kelor kering", "g", 500, 40_000, 200),
            Ingredient("Tepung terigu", "g", 4_000, 52_000, 180, allergen="gluten"),
            _OIL, Ingredient("Garam", "g", 200, 2_000), _pouch(40),
        ), 100, 90, "Daun kelor dari pekarangan, ringan dan gurih."),
        Thing("KLB", "Keripik kelor 250 g", 34_000, 16, (
            Ingredient("Daun kelor kering", "g", 500, 40_000, 200),
            Ingredient("Tepung terigu", "g", 4_000, 52_000, 180, allergen="gluten"),
            _OIL, Ingredient("Garam", "g", 200, 2_000), _pouch(16, 1_400),
        ), 250, 90, "Daun kelor dari pekarangan, ringan dan gurih."),
    )),
    Group("LPR", "Tenun Wakarla", "Kain tenun", 5, (
        Thing("WKA", "Selendang tenun Wakarla", 175_000, 5, (
            Ingredient("Benang tenun", "g", 2_000, 360_000), Ingredient("Pewarna", "ml", 500, 45_000),
        ), story="Motif Wakarla, ditenun dengan alat bukan mesin."),
    ), 3_500_000),
    Group("LPR", "Sambal Roa Dolo", "Sambal roa", 5, (
        Thing("SRA", "Sambal roa 150 g", 32_000, 30, (
            Ingredient("Ikan roa asap", "g", 3_000, 360_000, 180, allergen="ikan"),
            Ingredient("Cabai rawit kering", "g", 900, 112_000, 200),
            _OIL, _jar(30, 1_800),
        ), 150, 120, "Roa asap pilihan, pedasnya pas."),
    ), 3_500_000),
    Group("RTP", "Kue Kering Talise", "Kue kering", 4, (
        Thing("NST", "Nastar 250 g", 45_000, 20, (
            Ingredient("Tepung terigu", "g", 2_500, 32_000, 180, allergen="gluten"),
            Ingredient("Mentega", "g", 1_500, 150_000, 180, allergen="susu"),
            Ingredient("Tepung telur", "g", 400, 66_000, 180, allergen="telur"),
            Ingredient("Selai nanas", "g", 2_000, 90_000, 120), _jar(20, 2_500),
        ), 250, 60, "Selai nanas dimasak sendiri."),
    )),
    Group("RTP", "Abon Talise", "Abon ayam", 4, (
        Thing("ABA", "Abon ayam 100 g", 28_000, 30, (
            Ingredient("Daging ayam beku", "g", 8_000, 360_000, 180), Ingredient("Bumbu", "g", 800, 48_000, 120),
            _pouch(30, 1_300),
        ), 100, 120, "Disuwir tangan, kering dan gurih."),
    ), 3_000_000),
    Group("RTD", "Abon Ikan Tanjung Karang", "Abon ikan", 4, (
        Thing("ABI", "Abon ikan cakalang 100 g", 27_000, 30, (
            Ingredient("Ikan cakalang beku", "g", 9_000, 315_000, 180, allergen="ikan"),
            Ingredient("Bumbu", "g", 800, 48_000, 120), _pouch(30, 1_300),
        ), 100, 120, "Cakalang segar dari nelayan Donggala."),
    ), 3_000_000),
    Group("RTD", "Keripik Banawa", "Keripik pisang", 4, (
        Thing("KPD", "Keripik pisang asin 250 g", 19_000, 30, (
            Ingredient("Pisang kepok", "g", 20_000, 150_000, 120), _OIL, Ingredient("Garam", "g", 300, 3_000), _pouch(30),
        ), 250, 90, _BANANA),
    )),
    Group("BPP", "Kopi Lembah Palu", "Kopi bubuk", 5, (
        Thing("KLP", "Kopi arabika 100 g", 25_000, 40, (
            Ingredient("Biji kopi arabika", "g", 5_200, 520_000, 365), _pouch(40, 1_500),
        ), 100, 365, "Arabika dari dataran tinggi, digiling segar."),
    ), 3_000_000),
)  # fmt: skip

VENTURES = (
    ("Gorengan Ceria", "Gorengan dan kopi pagi"),
    ("Keripik Rumah Kita", "Keripik pisang dan singkong"),
    ("Warung Sambal Bu Tini", "Sambal dan lauk kering"),
    ("Kopi Keliling Palu", "Kopi seduh keliling"),
    ("Bawang Goreng Tavaili", "Bawang goreng kemasan"),
    ("Jahit Rapi", "Permak dan tas kain"),
    ("Abon Barokah", "Abon ayam"),
    ("Kue Kampung", "Kue basah pesanan"),
    ("Tenun Sigi Baru", "Selendang tenun"),
)

STORIES = (
    ("Petugas lebih dahulu belajar berwirausaha", "Sebelum warga binaan dilatih, petugas menyelesaikan 20 jam pelajaran.\n\n"
     "Mereka kini menjadi penghubung antara koperasi dan kelompok usaha di UPT masing-masing.", "LPP"),
    ("Bawang goreng pertama masuk bazar kota", "Kelompok usaha membawa stoples pertamanya ke bazar akhir pekan, dan pulang "
     "dengan meja kosong.\n\nKoperasi mendampingi sejak resep sampai harga.", "LPP"),
    ("Keripik kelor dari Sigi mendapat izin edar", "Setelah penyuluhan dan pemeriksaan tempat produksi, produk kelor kini "
     "berlabel lengkap.\n\nPembeli dapat memindai kode pada kemasan untuk melihat jalannya.", "LPR"),
    ("Tabungan yang menunggu di hari pulang", "Bagian setiap anggota dari bagi hasil dicatat sebagai titipan.\n\nSaat pulang, "
     "titipan itu menjadi modal pertama usaha sendiri.", None),
)  # fmt: skip

VISITS = (
    # what the mentor found, what was agreed, who sees to it
    ("Produksi berjalan, label perlu dirapikan.", "Ganti label dan coba kemasan yang lebih kuat.", "group"),
    ("Rasa sudah tetap, beratnya belum.", "Timbang setiap kemasan dan catat di lembar harian.", "bridge"),
    ("Stok menumpuk menjelang akhir bulan.", "Buat setengah resep pada minggu terakhir.", "group"),
    ("Pembeli menanyakan ukuran kecil.", "Hitung harga kemasan kecil dan coba di bazar berikutnya.", "mentor"),
    ("Buku kas rapi.", "Anggota baru ikut mencatat selama satu bulan.", "bridge"),
)

GOALS = (("visits", 60), ("trained", 60), ("products", 12))
"""By what the three parts of the agreement are counted, and what is to be reached."""
AIMS = (
    # what somebody wants to reach, the first step, the second
    ("Punya kios gorengan sendiri", "Latihan menghitung harga jual", "Buat daftar alat dan harganya"),
    ("Menguasai resep sampai bisa mengajari", "Takar sendiri tiga batch", "Dampingi satu anggota baru"),
    ("Menabung untuk modal pulang", "Baca slip bersama wali", "Tulis rencana memakai titipan"),
)
