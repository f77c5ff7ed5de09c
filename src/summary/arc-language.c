/* Which language a statement is in: by its script, and among the languages of a script by the
 * function words that no sentence does without. */
#include "arc-language.h"

#include <string.h>

typedef struct {
  const char *name;
  /* Function words between spaces, case-folded; for those of a script of their own they only mark
   * words that say little. */
  const char *words;
} Language;

static const Language languages[ARC_N_LANGUAGES] = {
    [ARC_LANGUAGE_ARABIC] = {"arabic",
                             " في من على إلى عن مع هذا هذه ذلك التي الذي أن إن لا ما كان هو هي "},
    [ARC_LANGUAGE_ARMENIAN] = {"armenian", " և է են որ այս այդ մի չի չեն ու կամ համար հետ մեջ "},
    [ARC_LANGUAGE_BASQUE] = {"basque",
                             " eta da dira ez bat izan dut dugu hau hori gure baina ere edo "
                             "zen naiz oso nola zer "},
    [ARC_LANGUAGE_CATALAN] = {"catalan",
                              " el la els les i és amb per que no un una del dels al als "
                              "va però com més aquest aquesta meu meva hem he ho "},
    [ARC_LANGUAGE_DANISH] = {"danish", " og i at det er en et den til af på med for ikke jeg vi de "
                                       "der som har var kan skal blev ikke hvad hvordan mit "},
    [ARC_LANGUAGE_DUTCH] = {"dutch",
                            " de het een en van ik je we wij dat die in is op te niet met "
                            "voor zijn was heb heeft hebben er aan ook maar om hoe wat mijn "
                            "bij naar "},
    [ARC_LANGUAGE_ENGLISH] =
        {"english",
         " the a an and or of to in is are was were be been it this that these i you he "
         "she we they my your our their for on with at by from as not no do does did what "
         "how when where who why which can could would should will have has had but if "
         "so me us them there about into than then before after what's i'm it's don't "
         "i'd i've didn't "},
    [ARC_LANGUAGE_FINNISH] = {"finnish",
                              " ja on ei se että oli en mutta niin kun ovat olen myös tai "
                              "joka jos kuin mitä hän me minun tämä "},
    [ARC_LANGUAGE_FRENCH] =
        {"french",
         " le la les un une des et de du en est que qui dans pour pas ne je tu il elle on "
         "nous vous ils sur avec ce cette ces au aux par plus mais ou son sa ses mon ma mes "
         "a été j'ai c'est n'est qu'il d'un d'une l'on "},
    [ARC_LANGUAGE_GERMAN] =
        {"german",
         " der die das und in ist den von zu mit ein eine einen einem einer auf für nicht "
         "ich du er sie es wir ihr im dem des auch sich als an wie was war wird werden hat "
         "haben habe bei aus nach vor aber oder wenn dass mein meine unser unsere mir uns "
         "am zum zur durch nur noch mehr immer "},
    [ARC_LANGUAGE_GREEK] = {"greek",
                            " και το η ο να του της με για που στο στη την τον από δεν είναι "
                            "θα μου μας "},
    [ARC_LANGUAGE_HINDI] = {"hindi", " है हैं के का की में को से और यह पर ने था थी नहीं मैं हम लिए एक कि भी "},
    [ARC_LANGUAGE_HUNGARIAN] = {"hungarian",
                                " a az és hogy nem is egy ez van volt meg de ha csak mint "
                                "már vagy el mi azt kell nagyon lehet "},
    [ARC_LANGUAGE_INDONESIAN] = {"indonesian",
                                 " yang dan di itu dengan untuk tidak ini dari dalam akan "
                                 "pada juga saya ke kami kita adalah bisa sudah ada atau "
                                 "telah "},
    [ARC_LANGUAGE_IRISH] = {"irish",
                            " an na agus is ar le go bhí sé sí tá mé ní don sa seo sin ach "
                            "chun leis "},
    [ARC_LANGUAGE_ITALIAN] =
        {"italian",
         " il lo la gli le un una e è di che non per in con del della dei delle al alla "
         "sono ho ha hanno mi si ci come più ma anche nel nella da dal questo questa mio "
         "mia o se abbiamo era "},
    [ARC_LANGUAGE_LITHUANIAN] = {"lithuanian",
                                 " ir yra kad su į iš tai ne o bet kaip buvo ar mes aš "
                                 "jis už nuo prie dėl labai "},
    [ARC_LANGUAGE_NEPALI] = {"nepali", " छ र को मा लाई हो छन् पनि यो गर्न भएको थियो म हामी लागि तर "},
    [ARC_LANGUAGE_NORWEGIAN] = {"norwegian",
                                " og i det er en et til av på med for ikke jeg vi de som "
                                "har var kan skal ble å hva hvordan min noen bare etter "
                                "eller "},
    [ARC_LANGUAGE_PORTUGUESE] =
        {"portuguese",
         " o a os as um uma e é de do da dos das em no na nos nas que não para com por "
         "se eu ele ela nós foi mais mas como ao à são meu minha está tem também isso "
         "este esta "},
    [ARC_LANGUAGE_ROMANIAN] = {"romanian",
                               " și în de la cu pe nu este un o că să mai am a din pentru "
                               "sunt care fi au ce dar după sau am "},
    [ARC_LANGUAGE_RUSSIAN] = {"russian",
                              " и в не на я что с он по это она но мы как из у к за от то "
                              "для был была было были при так его мне нас или же "},
    [ARC_LANGUAGE_SERBIAN] = {"serbian",
                              " је и у да на се су за са од не ће то сам смо што као али "
                              "или i je u da se su za sa od ne će sam smo što kao ali "},
    [ARC_LANGUAGE_SPANISH] =
        {"spanish",
         " el la los las un una y de del en que es no se por con para lo al como más pero "
         "su sus yo mi me nos hay fue está son ha he hemos este esta esto muy también si "
         "o a qué cómo cuando sin "},
    [ARC_LANGUAGE_SWEDISH] = {"swedish",
                              " och i att det är en ett den till av på med för inte jag vi "
                              "de som har var kan ska blev om hur vad min eller från så "},
    [ARC_LANGUAGE_TAMIL] = {"tamil", " மற்றும் ஒரு இந்த அந்த என்று இது அது நான் நாம் என் இல்லை உள்ளது "},
    [ARC_LANGUAGE_TURKISH] = {"turkish",
                              " ve bir bu da de için ile çok ne ben biz var yok daha gibi "
                              "olarak ama değil mi o kadar sonra her "},
    [ARC_LANGUAGE_YIDDISH] = {"yiddish", " און די דער דאָס איז אַ אין צו מיט נישט פֿון איך מיר אויף "},
};

/* (element-type utf8 guint32 bits): the languages in which a word is a function word. */
static GHashTable *
get_table (void)
{
  static gsize table = 0;

  if (g_once_init_enter (&table)) {
    GHashTable *made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (guint language = 1; language < ARC_N_LANGUAGES; language++) {
      g_auto (GStrv) words = g_strsplit (languages[language].words, " ", -1);

      for (guint i = 0; words[i] != NULL; i++) {
        guint bits = GPOINTER_TO_UINT (g_hash_table_lookup (made, words[i]));
        if (*words[i] != '\0')
          g_hash_table_replace (made, g_strdup (words[i]),
                                GUINT_TO_POINTER (bits | 1u << language));
      }
    }
    g_once_init_leave (&table, (gsize) made);
  }
  return (GHashTable *) table;
}

const char *
arc_language_get_name (ArcLanguage language)
{
  g_return_val_if_fail ((guint) language < ARC_N_LANGUAGES, NULL);

  return languages[language].name;
}

gboolean
arc_language_is_function_word (ArcLanguage language, const char *word)
{
  guint bits = GPOINTER_TO_UINT (g_hash_table_lookup (get_table (), word));

  return language != ARC_LANGUAGE_UNKNOWN && (bits & 1u << language) != 0;
}

/* Scripts in which one of our languages alone is written. */
static ArcLanguage
of_script (GUnicodeScript script)
{
  switch (script) {
  case G_UNICODE_SCRIPT_ARABIC:
    return ARC_LANGUAGE_ARABIC;
  case G_UNICODE_SCRIPT_ARMENIAN:
    return ARC_LANGUAGE_ARMENIAN;
  case G_UNICODE_SCRIPT_GREEK:
    return ARC_LANGUAGE_GREEK;
  case G_UNICODE_SCRIPT_TAMIL:
    return ARC_LANGUAGE_TAMIL;
  case G_UNICODE_SCRIPT_HEBREW:
    return ARC_LANGUAGE_YIDDISH;
  case G_UNICODE_SCRIPT_CYRILLIC:
    return ARC_LANGUAGE_RUSSIAN;
  case G_UNICODE_SCRIPT_DEVANAGARI:
    return ARC_LANGUAGE_HINDI;
  default:
    return ARC_LANGUAGE_UNKNOWN;
  }
}

ArcLanguage
arc_language_of_words (const char *const *words, guint n_words)
{
  guint votes[ARC_N_LANGUAGES] = {0};
  guint scripts[ARC_N_LANGUAGES] = {0};
  ArcLanguage best = ARC_LANGUAGE_UNKNOWN;
  ArcLanguage by_script = ARC_LANGUAGE_UNKNOWN;

  for (guint i = 0; i < n_words; i++) {
    guint bits = GPOINTER_TO_UINT (g_hash_table_lookup (get_table (), words[i]));

    scripts[of_script (g_unichar_get_script (g_utf8_get_char (words[i])))]++;
    for (guint language = 1; language < ARC_N_LANGUAGES; language++)
      votes[language] += (bits >> language) & 1;
  }
  for (guint language = 1; language < ARC_N_LANGUAGES; language++) {
    if (votes[language] > votes[best])
      best = language;
    if (scripts[language] * 2 > n_words)
      by_script = language;
  }
  /* Hindi and Nepali, Russian and Serbian are told apart by their words. */
  if (by_script != ARC_LANGUAGE_UNKNOWN && votes[by_script] >= votes[best])
    return by_script;
  return best;
}

ArcLanguage
arc_language_detect (const char *text)
{
  g_autoptr (ArcTokens) tokenizer = arc_tokens_new ();

  return arc_tokens_detect (tokenizer, text);
}
