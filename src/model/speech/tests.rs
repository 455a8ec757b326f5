use super::*;

fn time(words: &str) -> Seconds {
    time_for(&Text::clean(words))
}

fn says(words: &str) -> f64 {
    spoken(&Text::clean(words)).as_secs_f64()
}

#[test]
fn time_is_words_and_a_moment_to_follow() {
    assert_eq!(time("Rest."), 3);
    assert_eq!(time("Lower your chin toward your chest."), 5);
    assert_eq!(time("Tip your head toward your right shoulder and stay there."), 6);
    assert_eq!(time("Up - down"), 3, "a dash is not said");
    assert_eq!(time(""), 2);
}

/// One instruction in many scripts, each with the seconds between which a person takes to say it.
const SAID: &[(&str, f64, f64)] = &[
    ("Turn your head slowly to the right until your chin comes near your shoulder.", 3.5, 6.0),
    ("Drehen Sie den Kopf langsam nach rechts, bis das Kinn an der Schulter ist.", 3.5, 6.5),
    ("ゆっくりと頭を右に回して、あごを肩に近づけてください。", 4.0, 8.0),
    ("慢慢地把头转向右边，直到下巴靠近肩膀。", 3.5, 6.5),
    ("고개를 천천히 오른쪽으로 돌려 턱이 어깨 가까이 오게 하세요.", 3.5, 8.0),
    ("ค่อยๆ หันศีรษะไปทางขวาจนคางใกล้ไหล่", 2.5, 6.0),
    ("ຄ່ອຍໆຫັນຫົວໄປທາງຂວາຈົນຄາງໃກ້ບ່າ", 2.5, 6.0),
    ("សូមងាកក្បាលយឺតៗទៅខាងស្ដាំរហូតដល់ចង្កាជិតស្មា", 3.0, 7.0),
    ("ခေါင်းကို ညာဘက်သို့ ဖြည်းဖြည်းလှည့်ပါ။", 2.5, 6.0),
    ("अपना सिर धीरे-धीरे दाईं ओर घुमाएँ जब तक ठुड्डी कंधे के पास न आ जाए।", 4.0, 8.0),
    ("أدر رأسك ببطء إلى اليمين حتى يقترب ذقنك من كتفك.", 3.0, 6.5),
    ("Медленно поверните голову вправо, пока подбородок не окажется у плеча.", 3.5, 6.5),
    ("ራስህን ቀስ ብለህ ወደ ቀኝ አዙር።", 2.5, 6.0),
];

#[test]
fn every_script_takes_its_time() {
    for &(words, least, most) in SAID {
        let takes = says(words);
        assert!((least..most).contains(&takes), "{takes:.1} s: {words}");
        assert!(f64::from(time(words)) >= takes + 1.0, "{words}");
    }
}

#[test]
fn the_same_words_in_other_signs_take_the_same_time() {
    assert!((says("ﾂｸﾘﾄ") - says("ツクリト")).abs() < 0.3);
    assert!((says("１２３") - says("123")).abs() < 0.3);
    assert!(says("hold 30 seconds") < 2.0);
    assert!(says("→ 🙂") > 1.5, "signs are read by their names");
}
