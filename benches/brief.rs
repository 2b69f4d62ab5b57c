//! A brief of the usual size: five takeaways, an analysis of 150 words, five paragraphs of 80; 4.7 kB.

use briefdesk_core::brief::{Analysis, Brief, Hero, Ids, Publication, RandomIds, Takeaway};

const SUMMARY: &str = "Four railways and two banks have agreed to order sleeping cars together for the first time. \
The shared fleet halves the price of a carriage, but the tunnels that it depends on still belong to states which have \
promised nothing.";

const TAKEAWAYS: [&str; 5] = [
    "Four railways will order 220 sleeping cars as one customer, the largest order of its kind on the continent in \
over thirty years.",
    "A shared design brings the price of a carriage down by **nearly half**, according to the two public banks that \
will lend the money.",
    "Track charges at night remain the larger cost, and only one of the five countries along the southern route has \
so far lowered them.",
    "Maintenance moves to a single workshop in the north, which leaves three older depots and their 900 workers \
without contracts.",
    "Airlines on the same routes have cut evening fares twice since spring, and let it be known that they can afford \
to do so a third time.",
];

const ANALYSIS: &str = "Sleeping cars failed the first time because each railway bought its own. A carriage built for \
one network could not be repaired in the next, so spare parts cost more than passengers paid, and a single broken \
heater could strand a train for a night. Buying together removes that weakness, and it does something subtler as \
well: a bank can lend against a fleet which five operators are able to rent, where it would never lend against one \
that only a single state can use. The risk has moved rather than gone. It now lies in the timetable, where freight \
has the right of way after midnight, and in charges which ministries set a year at a time. An operator can plan for \
expensive track. What it cannot plan for is track whose price is a favour. Investors should read the ministries' next \
budgets more closely than they read this contract, however handsome its signatures.";

const BODY: [&str; 5] = [
    "The contract was signed on a platform rather than in a ministry, which suited everyone involved. Four railways \
that had spent a decade closing their sleeper routes promised to run eleven new ones within three years, using \
carriages that any of them can borrow from the others. The builder, which had offered to supply each of them \
separately at twice the price, accepted the consolidated order after six months of argument over doors, couplings, \
and the permissible width of an upper berth.",
    "Money made the difference. Two public banks offered loans over twenty-five years on the condition that the fleet \
belong to a company of its own and be rented out by the night. That arrangement is ordinary among airlines and almost \
unknown on rails, where carriages tend to grow old on the network which ordered them. If one operator withdraws, its \
cars will simply go to whoever wants them next, and the lender loses nothing but a signature. Insurers, who had \
refused the same business twice, followed within a month.",
    "Passengers have come back faster than anyone forecast. On the two routes which survived the cuts, compartments \
sell out eight weeks ahead in summer and four weeks ahead in winter, and the most expensive berths are the first to \
go. Surveys by the railways suggest that one traveller in three would otherwise have flown. The rest would have \
stayed at home, an answer which pleased the tourist boards of the mountain valleys and worried the statisticians who \
count emissions for a living.",
    "What happens between midnight and five in the morning is less settled. The long tunnel closes for repairs on \
four nights out of seven until the end of the decade, and freight companies hold the remaining paths under contracts \
that were signed long before. Planners have drawn a diversion along the lake, adding seventy minutes and two changes \
of locomotive. The arrangement works on paper as long as no goods train is late, a condition that was met last year \
on considerably fewer than half of all nights.",
    "Nobody involved claims that the trains will make a profit before their fifth year, and several privately doubt \
the tenth. The railways speak of habits to be won, the banks of assets which keep their value, and the ministries of \
very little at all until the next round of budgets has passed. A first train is due to leave in the autumn after \
next, with two carriages borrowed from a museum in case the new ones are late. Its tickets, according to the \
operator, will go on sale considerably earlier than its timetable.",
];

/// The brief. Its takeaways get new ids each time.
pub fn brief() -> Brief {
    let blank = Brief::blank(&Publication::default());
    let takeaway = |text: &&str| Takeaway { id: RandomIds.takeaway(), text: (*text).to_owned() };
    Brief {
        headline: "Borrowed Beds: Four Railways Bet on a Shared Fleet of Night Trains".to_owned(),
        summary: SUMMARY.to_owned(),
        hero: Some(Hero {
            alt: "A dark blue sleeping car waits under platform lamps while a guard checks a list of names.".to_owned(),
            ..Hero::default()
        }),
        takeaways: TAKEAWAYS.iter().map(takeaway).collect(),
        analysis: Analysis { text: ANALYSIS.to_owned(), ..blank.analysis.clone() },
        body: BODY.join("\n\n"),
        ..blank
    }
}
