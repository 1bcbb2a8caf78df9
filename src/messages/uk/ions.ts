/** Models of several ions: those between the cells of a lattice, and those that an axon's spikes carry. */
export const ionModels: Readonly<Record<string, string>> = {
  "MFN, several ions": "MFN, кілька іонів",
  "Na⁺, K⁺, Cl⁻ and Ca²⁺ between cells, through membranes and pumps, with channels that a Turing pattern opens.":
    "Na⁺, K⁺, Cl⁻ і Ca²⁺ між клітинами, крізь мембрани й насоси, з каналами, які відкриває структура Тюрінга.",
  "Sodium inside": "Натрій усередині",
  "Potassium inside": "Калій усередині",
  "Chloride inside": "Хлорид усередині",
  "Calcium inside": "Кальцій усередині",
  "Leak of sodium": "Витік натрію",
  "Leak of potassium": "Витік калію",
  "Leak of chloride": "Витік хлориду",
  "Leak of calcium": "Витік кальцію",
  "Permeability in cm/s times membrane area over volume: about 6000 per cm in cells of 10 µm.":
    "Проникність у см/с, помножена на площу мембрани, поділену на об’єм: близько 6000 на см у клітинах розміром 10 мкм.",
  "Sodium outside": "Натрій зовні",
  "Potassium outside": "Калій зовні",
  "Chloride outside": "Хлорид зовні",
  "Calcium outside": "Кальцій зовні",
  "Coupling of neighbours": "Зв’язок між сусідами",
  "Diffusivity of potassium from cell to cell.": "Коефіцієнт дифузії калію від клітини до клітини.",
  Capacitance: "Ємність",
  "Charge, as a concentration, that moves the potential by 1 mV: about 6·10⁻⁵ in a cell of 10 µm. More slows the potential down, for larger steps; where it settles hardly depends on it.":
    "Заряд, виражений концентрацією, який зсуває потенціал на 1 мВ: близько 6·10⁻⁵ у клітині розміром 10 мкм. Більша ємність сповільнює потенціал заради більших кроків; усталене значення від неї майже не залежить.",
  "Sodium pump, largest rate": "Натрієвий насос, найбільша швидкість",
  "3 Na⁺ out and 2 K⁺ in for each cycle; 0 blocks it.": "За цикл 3 Na⁺ назовні та 2 K⁺ усередину; 0 блокує його.",
  "Calcium pump, largest rate": "Кальцієвий насос, найбільша швидкість",
  "Sodium channels opened": "Відкриті натрієві канали",
  "Times the leak, where the activator is far above its threshold.": "У скільки разів проти витоку там, де активатор набагато вищий за поріг.",
  "Potassium channels opened": "Відкриті калієві канали",
  "In place of sodium channels they make the spots more negative.": "Замість натрієвих каналів вони роблять плями від’ємнішими.",
  "Calcium channels opened": "Відкриті кальцієві канали",
  "Threshold of the channels": "Поріг каналів",
  "Activator at which half of them are open.": "Значення активатора, за якого відкрита половина з них.",
  "Rate of activator and inhibitor": "Швидкість активатора й інгібітора",
  "Noise of the activator": "Шум активатора",
  "Depolarised spots": "Деполяризовані плями",
  "The activator opens sodium channels: spots of it are spots of potential after some 300 steps.":
    "Активатор відкриває натрієві канали: приблизно за 300 кроків його плями стають плямами потенціалу.",
  "Calcium spots": "Кальцієві плями",
  "It opens calcium channels: calcium rises tenfold, the potential hardly.":
    "Він відкриває кальцієві канали: кальцій зростає вдесятеро, потенціал — майже ні.",
  "Pump blocked": "Насос заблоковано",
  "Without the sodium pump the gradients run down and the potential with them, first where channels are open.":
    "Без натрієвого насоса градієнти зникають, а з ними й потенціал — спершу там, де канали відкриті.",
  "Junction potential": "Дифузійний потенціал",
  "Closed membranes, and a disc with more NaCl: chloride leaves it faster than sodium, and what it lacks then is a potential.":
    "Закриті мембрани й диск, багатший на NaCl: хлорид виходить із нього швидше, ніж натрій, і ця нестача стає потенціалом.",
  "Sodium pump of the squid axon": "Натрієвий насос аксона кальмара",
  "Carries 3 Na⁺ out and 2 K⁺ in for each ATP. Faster with sodium inside and potassium outside; the potential does not matter to it.":
    "На кожну молекулу АТФ виносить 3 Na⁺ і вносить 2 K⁺. Швидший, коли більше натрію всередині й калію зовні; від потенціалу не залежить.",
  "Axon whose gradients run down": "Аксон, чиї градієнти вичерпуються",
  "A thin axon that fires takes up sodium and loses potassium; the pump restores them. With pump_I_max = 0 it fires until its gradients are spent.":
    "Тонкий аксон, що генерує спайки, набирає натрій і втрачає калій; насос їх відновлює. З pump_I_max = 0 спайки тривають, доки не вичерпаються градієнти.",
  "Half of the radius of an axon: 0.1 for a thin fibre, 125 for the squid's, which fires for hours on its gradients.":
    "Половина радіуса аксона: 0.1 для тонкого волокна, 125 для кальмарового, якому власних градієнтів вистачає на години спайків.",
  "A small bath fills with potassium.": "Мала ванна наповнюється калієм.",
  "Pump: largest current": "Насос: найбільший струм",
  "Pump: sodium inside for half the rate": "Насос: натрій усередині для половини швидкості",
  "Pump: potassium outside for half the rate": "Насос: калій зовні для половини швидкості",
  "Nernst potential: sodium": "Потенціал Нернста: натрій",
  "Nernst potential: potassium": "Потенціал Нернста: калій",
  "Nernst potential: chloride": "Потенціал Нернста: хлорид",
  "Current: sodium": "Струм: натрій",
  "Current: potassium": "Струм: калій",
  "Current: chloride": "Струм: хлорид",
  "Current: pump": "Струм: насос",
  "Current put in, carried by K⁺": "Поданий струм, який несе K⁺",
};
