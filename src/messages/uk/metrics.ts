/** Ukrainian of the measures of images, as their definitions say them. */
export const metrics: Readonly<Record<string, string>> = {
  "Box-counting dimension": "Клітинкова розмірність",
  "How fast the number of boxes needed to cover the set grows as the boxes shrink: 1 for a line, 2 for an area, between for a fractal.":
    "Як швидко зростає кількість клітинок, потрібних для покриття множини, коли клітинки зменшуються: 1 для лінії, 2 для площі, між ними — для фрактала.",
  Effort: "Ретельність",
  "live tries powers of two only as a lattice and leaves out the spread over origins; several times faster.":
    "live пробує лише степені двійки ґраткою і не оцінює розкиду за початками відліку; у кілька разів швидше.",
  full: "повна",
  live: "швидка",
  "Specks of noise": "Цятки шуму",
  "Cells strewn at random over the background, as salt in a noisy picture, belong to the set or do not.":
    "Чи належать множині комірки, випадково розкидані тлом, як сіль на зашумленому зображенні.",
  "leave out": "не враховувати",
  keep: "лишити",
  "Information dimension D₁": "Інформаційна розмірність D₁",
  "How fast the information needed to say in which box a cell of the set lies grows as the boxes shrink: at most the box-counting dimension.":
    "Як швидко зростає інформація, потрібна, щоб сказати, у якій клітинці лежить комірка множини, коли клітинки зменшуються: не більше за клітинкову розмірність.",
  "Correlation dimension D₂": "Кореляційна розмірність D₂",
  "How fast the mass around a cell of the set grows with distance: 1 on a line, 2 in an area. Crowded places weigh more than in box counting.":
    "Як швидко зростає маса навколо комірки множини з відстанню: 1 на лінії, 2 на площі. Скупчення важать більше, ніж у підрахунку клітинок.",
  "Mass–radius dimension": "Розмірність маса–радіус",
  "How fast the mass within a circle around the centre of mass grows with its radius: about 1.71 for a cluster grown by diffusion.":
    "Як швидко зростає маса в колі навколо центра мас із його радіусом: близько 1.71 для кластера, вирощеного дифузією.",
  "Perimeter–area dimension": "Розмірність периметр–площа",
  "How fast the outline of the set's islands grows with their size: 1 for smooth ones of one shape, 1.35 for clouds, up to 2.":
    "Як швидко зростає контур островів множини з їхнім розміром: 1 для гладких однієї форми, 1.35 для хмар, до 2.",
  Neighbours: "Сусіди",
  "4: cells belong together across edges; 8: across corners as well.": "4: комірки з’єднані через сторони; 8: також через кути.",
  "across sides (4)": "через сторони (4)",
  "across corners too (8)": "також через кути (8)",
  Periodic: "Періодично",
  "Opposite sides of the frame touch, so that they cut no island.": "Протилежні сторони рамки дотикаються, тож не розрізають жодного острова.",
  "Local dimension": "Локальна розмірність",
  "How fast the mass around each single cell grows: 1 on threads, 2 inside patches. The map shows where the set is which.":
    "Як швидко зростає маса навколо кожної окремої комірки: 1 на нитках, 2 усередині ділянок. Карта показує, де множина яка.",
  "Largest radius": "Найбільший радіус",
  "Half-width of the largest window.": "Половина ширини найбільшого вікна.",
  Lacunarity: "Лакунарність",
  "How unevenly the set fills boxes of one size: 1 when every box holds the same, larger the more gappy it is.":
    "Наскільки нерівномірно множина заповнює клітинки одного розміру: 1, коли в кожній однаково; що більше прогалин, то більша.",
  "Box edge": "Розмір клітинки",
  "Boxes reach across the sides of the frame, as in a periodic run.": "Клітинки переходять через сторони рамки, як у періодичному запуску.",
  "Connected components": "Зв’язні компоненти",
  "How many pieces the set falls into.": "На скільки частин розпадається множина.",
  "faces: cells that share a side belong together (4, in 3D 6); all: cells that share a corner too (8, in 3D 26).":
    "faces: комірки зі спільною стороною належать разом (4, у 3D 6); all: також зі спільним кутом (8, у 3D 26).",
  "across sides (4, in 3D 6)": "через сторони (4, у 3D 6)",
  "across corners too (8, in 3D 26)": "також через кути (8, у 3D 26)",
  "Opposite sides of the frame touch, as in a periodic run.": "Протилежні сторони рамки дотикаються, як у періодичному запуску.",
  "Euler number": "Ейлерова характеристика",
  "Pieces less holes (in 3D: pieces less tunnels plus cavities). Negative for a net, positive for islands.":
    "Частини мінус отвори (у 3D: частини мінус тунелі плюс порожнини). Від’ємна для сітки, додатна для островів.",
  "Specific interface and Minkowski functionals": "Питома межа і функціонали Мінковського",
  "Length of the outline (in 3D area of the surface) for each cell of the frame; beside it area, curvature and Euler number.":
    "Довжина контуру (у 3D площа поверхні) на кожну комірку рамки; поруч площа, кривина та ейлерова характеристика.",
  "Skeleton length and graph": "Довжина скелета і граф",
  "Length of the middle lines of the set, with their ends, branchings, crossings and loops.":
    "Довжина серединних ліній множини з їхніми кінцями, розгалуженнями, перетинами та петлями.",
  "Shortest spur": "Найкоротша шпора",
  "Free branches by which the outline sticks out less than this are taken off; 0 keeps all.":
    "Вільні гілки, з якими контур виступає менше, ніж на це, прибираються; 0 лишає всі.",
  "Differential box counting": "Диференційний підрахунок клітинок",
  "Grey-level dimension as texture analysis reports it: 2 for a flat image, 3 for the roughest. It is 0.2 to 0.4 too low on images of 256 × 256 and is offered for comparison with the literature; the variogram gives the dimension itself.":
    "Розмірність сірих рівнів, як її подає аналіз текстур: 2 для плоского зображення, 3 для найшорсткішого. На зображеннях 256 × 256 вона на 0.2–0.4 занижена і подається для порівняння з літературою; саму розмірність дає варіограма.",
  "Surface dimension (variogram)": "Розмірність поверхні (варіограма)",
  "How rough the grey values are as a landscape: 2 for a smooth surface, 3 for one so rough that it fills space (3 and 4 for a volume). Read off from how fast the difference between two cells grows with their distance.":
    "Наскільки шорсткі сірі значення як ландшафт: 2 для гладкої поверхні, 3 для такої шорсткої, що заповнює простір (3 і 4 для об’єму). Зчитується з того, як швидко різниця двох комірок зростає з відстанню.",
  "Pairs of cells reach across the sides of the frame, as in a periodic run.":
    "Пари комірок переходять через сторони рамки, як у періодичному запуску.",
  "Spectral slope": "Нахил спектра",
  "How fast the power of waves falls as they become shorter: 0 for noise, 2 to 4 for the rough surface of an image (3 to 5 for a volume), more for a smooth one. For rough surfaces, read the dimension off the variogram, which errs less.":
    "Як швидко спадає потужність хвиль, коли вони коротшають: 0 для шуму, 2–4 для шорсткої поверхні зображення (3–5 для об’єму), більше для гладкої. Для шорстких поверхонь беріть розмірність із варіограми: вона помиляється менше.",
  "Opposite sides continue each other, so the field need not be faded at its rim.":
    "Протилежні сторони продовжують одна одну, тож поле не треба згладжувати біля краю.",
  "Multifractal spectrum": "Мультифрактальний спектр",
  "How differently the crowded and the thin parts of a mass scale: D₀ − D₂ is 0 when it is spread evenly over its support.":
    "Наскільки по-різному масштабуються густі й рідкі частини маси: D₀ − D₂ дорівнює 0, коли вона розподілена рівномірно по своєму носію.",
  "Least box mass": "Найменша маса клітинки",
  "For q < 0, boxes with less than this share of the mean mass of their edge are left out.":
    "Для q < 0 клітинки з масою, меншою за цю частку середньої для їхнього розміру, не враховуються.",
  "Correlation length": "Кореляційна довжина",
  "How far cells still resemble one another: the distance at which the correlation of their values has fallen to 1/e, 37 %.":
    "Як далеко комірки ще схожі одна на одну: відстань, на якій кореляція їхніх значень спала до 1/e, 37 %.",
  "Opposite sides continue each other, as in a simulation on a torus.": "Протилежні сторони продовжують одна одну, як у симуляції на торі.",
  "Dominant wavelength (structure factor)": "Переважна довжина хвилі (структурний фактор)",
  "The length after which a pattern of stripes or spots repeats: where the power spectrum has its peak. Noise has none.":
    "Довжина, через яку повторюється структура зі смуг або плям: там, де спектр потужності має пік. У шуму її немає.",
  "Persistent features": "Стійкі особливості (персистентність)",
  "Hollows, ridges and enclosures of the height field that outlive a share of its range; noise makes many that live briefly.":
    "Западини, хребти й замкнені ділянки поля висот, що переживають частку його розмаху; шум створює багато короткоживучих.",
  Sets: "Множини",
  "sublevel begins with the hollows, superlevel with the peaks.": "sublevel починає із западин, superlevel — з вершин.",
  "from the hollows up": "від западин угору",
  "from the peaks down": "від вершин униз",
  "Least lifetime": "Найменший час життя",
  "Share of the range of values that a class must outlive to count.": "Частка розмаху значень, яку клас має пережити, щоб його враховували.",
  "Opposite sides are joined, as on a torus.": "Протилежні сторони з’єднано, як на торі.",
  "Dimension over threshold": "Розмірність залежно від порога",
  "How far the box-counting dimension moves as the threshold does: near 0, the dimension is the image's; large, it is the threshold's.":
    "Наскільки змінюється клітинкова розмірність разом із порогом: біля 0 розмірність належить зображенню, велика — порогу.",
  Thresholds: "Порогів",
  "How many thresholds are tried; each takes one box counting.": "Скільки порогів пробується; кожен потребує одного підрахунку клітинок.",
  "The set": "Множина",
  "Which side of the threshold is the set; that of the image, unless it is chosen.":
    "З якого боку порога лежить множина; та, що в зображенні, якщо не вибрано іншу.",
  "cells above it": "комірки понад поріг",
  "cells up to it": "комірки до порога",
};
