namespace Isl.Grains.Discovery.Knowledge.Vocabulary;

/// <summary>The words that are no verbs, by what they may be. An underscore joins the words of a phrase.</summary>
internal static class WordTable
{
    /// <summary>Words of the grammar: what joins, denies, hedges and refers.</summary>
    public static readonly (Tag Tag, string Words)[] Grammar =
    [
        (Tag.Determiner, "the a an our their its his her my your this these that those such any some all each every both most many several various "
            + "certain own one two three another one_of_the some_of_the most_of_the all_of_the much_of_the part_of_the among_the a_lot_of "
            + "a_number_of plenty_of "
            + "a_kind_of a_form_of what's"),
        (Tag.Negation, "not never no_longer in_no_way by_no_means not_at_all no_more not_in_any_way under_no_circumstances"),
        (Tag.No, "no zero"),
        (Tag.And, "and as_well_as & plus together_with along_with and_also in_addition_to_which coupled_with"),
        (Tag.Or, "or and/or"),
        (Tag.Contrast, "but while whereas although though however yet even_though whilst"),
        (Tag.Rather, "rather_than instead_of as_opposed_to in_place_of in_lieu_of"),
        (Tag.Unlike, "unlike in_contrast_to contrary_to compared_with compared_to relative_to other_than apart_from aside_from except_for "
            + "with_the_exception_of "
            + "in_contrast_with"),
        (Tag.Likewise, "like just_like besides in_addition_to much_like similar_to similarly_to as_with alongside"),
        (Tag.Hedge, "possibly perhaps probably presumably likely maybe potentially partly apparently arguably conceivably plausibly seemingly "
            + "in_all_likelihood to_some_extent in_part in_our_view in_my_view in_our_opinion in_my_opinion"),
        (Tag.Void, "hardly barely scarcely rarely seldom supposedly allegedly reportedly purportedly falsely wrongly mistakenly incorrectly "
            + "reputedly ostensibly theoretically hypothetically nominally formerly previously once hardly_ever almost_never "
            + "insignificantly negligibly nowhere in_theory not_always not_necessarily not_really not_quite in_the_past spuriously anything_but "
            + "far_from at_most erroneously unjustifiably minimally no_sooner used_to"),
        (Tag.Chain, "thus hence thereby therefore consequently in_turn so as_a_result as_a_consequence accordingly ultimately eventually "
            + "subsequently then"),
        (Tag.Be, "is are was were be been being 's 're remains remain"),
        (Tag.Have, "has have had having"),
        (Tag.Do, "do does did"),
        (Tag.Modal, "will shall can must cannot"),
        (Tag.HedgeModal, "may might could should would ought"),
        (Tag.Through, "through via by_way_of by_means_of"),
        (Tag.BecauseOf, "because_of due_to owing_to thanks_to as_a_result_of as_a_consequence_of on_account_of in_response_to by_virtue_of "
            + "in_consequence_of following as_a_function_of in_reaction_to in_the_wake_of as_a_response_to "
            + "attributable_to as_an_effect_of"),
        (Tag.When, "when as whenever because since every_time each_time where if"),
        (Tag.Conditional, "if unless whether provided only_if only_when except_when provided_that as_long_as so_long_as in_case depending_on_whether "
            + "even_if lest only_because"),
        (Tag.Relative, "which that who"),
        (Tag.Pronoun, "it they them this that these those both the_former the_latter itself themselves he she"),
        (Tag.HeldFixed, "controlling_for adjusting_for accounting_for conditional_on conditioning_on holding keeping given_that given regardless_of "
            + "irrespective_of independent_of independently_of net_of after_controlling_for after_adjusting_for after_accounting_for "
            + "even_after_controlling_for even_after_adjusting_for when_controlling_for when_adjusting_for once_we_control_for "
            + "when_we_control_for if_we_control_for adjusted_for stratifying_by for_a_given at_a_given at_fixed for_fixed for_given "
            + "no_matter_the no_matter controlled_for correcting_for"),
        (Tag.BasisOf, "on_the_basis_of based_on according_to in_line_with depending_on in_accordance_with in_light_of in_view_of "
            + "in_proportion_to by_looking_at "
            + "as_a_function_of in_response_to"),
        (Tag.Source, "according_to"),
        (Tag.Nobody, "nobody no_one noone none few no-one nothing"),
        (Tag.Only, "only solely entirely exclusively purely just merely"),
        (Tag.Neither, "neither"),
        (Tag.Nor, "nor"),
        (Tag.NotReversed, "not_vice_versa not_the_other_way_around not_the_other_way_round not_the_reverse not_conversely rather_than_the_reverse "
            + "rather_than_the_other_way_around not_the_opposite rather_than_vice_versa never_the_other_way_around"),
        (Tag.Mutual, "vice_versa each_other one_another conversely"),
        (Tag.Direct, "directly direct"),
        (Tag.Indirect, "indirectly indirect"),
        (Tag.Too, "too as_well either likewise also similarly"),
    ];

    /// <summary>Adverbs, adjectives and nouns.</summary>
    public static readonly (Tag Tag, string Words)[] Content =
    [
        (Tag.Harmless, "strongly significantly substantially considerably markedly greatly largely mainly mostly primarily chiefly clearly obviously "
            + "certainly definitely undoubtedly surely always often usually frequently sometimes generally typically commonly normally "
            + "also still even further furthermore moreover additionally finally first firstly second secondly third thirdly lastly next "
            + "therefore_also indeed naturally jointly together simultaneously separately independently itself themselves "
            + "heavily deeply slightly moderately somewhat quite very highly really actually truly fully completely immediately quickly rapidly "
            + "slowly steadily gradually consistently reliably systematically causally overall especially particularly notably "
            + "mechanically physically biologically economically statistically noticeably dramatically sharply severely profoundly fundamentally "
            + "powerfully critically crucially importantly essentially basically simply inevitably invariably necessarily automatically "
            + "tremendously enormously massively hugely vastly modestly mildly measurably visibly demonstrably evidently plainly "
            + "unambiguously unquestionably inherently intrinsically closely linearly nonlinearly exponentially proportionally permanently "
            + "temporarily today nowadays currently now again in_general in_fact of_course on_average in_addition in_particular in_practice "
            + "in_reality over_time in_the_long_run in_the_short_run in_the_long_term in_the_short_term a_lot a_little a_great_deal a_bit much "
            + "to_a_large_extent to_a_great_extent to_a_large_degree to_a_degree to_a_lesser_extent to_a_lesser_degree to_some_degree "
            + "to_a_certain_extent to_a_certain_degree at_least by_far in_most_cases as_expected as_usual "
            + "for_example for_instance for_sure as_we_know without_doubt without_question without_exception by_itself by_themselves "
            + "on_its_own on_their_own "
            + "alone all_else_equal all_else_being_equal other_things_equal other_things_being_equal ceteris_paribus among_other_things "
            + "among_others everything_else_equal "
            + "everything_else_being_equal in_the_end at_the_same_time in_the_first_place in_itself likewise similarly evenly last well "
            + "all_other_things_being_equal respectively long year_after_year every_year each_year somehow mutually"),
        (Tag.Up, "higher more greater better rising increased increasing growing larger faster stronger bigger high positively positive favourable "
            + "favorable beneficial beneficially improved improving enhanced longer too_much too_many heavier richer warmer healthy good "
            + "additional extra greatest up "
            + "elevated excessive deeper older taller wider broader upward upwards"),
        (Tag.Down, "lower less fewer smaller worse poor unhealthy bad falling reduced decreased decreasing declining weaker slower low "
            + "negatively negative adverse "
            + "adversely inversely harmful harmfully detrimental shorter too_little too_few not_enough lighter poorer colder insufficient "
            + "down deleterious worsening reducing "
            + "downward downwards younger lowered"),
        (Tag.Adjective, "strong weak clear significant important main key major primary large big small great considerable substantial noticeable "
            + "known well-known obvious immediate overall total general typical regular principal biggest strongest central crucial critical "
            + "essential powerful profound marked dramatic real causal measurable direct indirect long-term short-term chief leading "
            + "most_important single protective modest moderate slight common long slow fast quick new old daily weekly monthly annual regular "
            + "frequent good heavy detectable sizeable sizable appreciable visible "
            + "pronounced definite decisive dominant lasting huge enormous massive notable tangible underlying further main_one independent "
            + "established natural nonlinear linear causally_relevant statistically_significant meaningful so-called fundamental vital"),
        (Tag.Slight, "little negligible minimal zero nil insignificant scant next_to_no almost_no hardly_any barely_any virtually_no practically_no "
            + "no_real no_significant no_discernible no_appreciable no_noticeable no_measurable null non-significant nonsignificant trivial "
            + "no_detectable few only_a_negligible very_little spurious"),
        (Tag.EffectNoun, "effect effects impact impacts influence influences bearing repercussions consequences consequence sway hold"),
        (Tag.RelationNoun, "path pathway route relationship relationships relation relations link links association associations connection "
            + "connections correlation "
            + "correlations dependence dependency interplay"),
        (Tag.CauseNoun, "cause causes driver drivers determinant determinants source sources reason reasons trigger triggers factor factors "
            + "risk_factor risk_factors contributor contributors precursor catalyst influence engine root_cause root_causes culprit "
            + "contributing_factor contributing_factors causal_factor causal_factors determining_factor motor antecedent antecedents"),
        (Tag.ResultNoun, "function functions result results effect effects consequence consequences outcome outcomes product products by-product "
            + "side_effect side_effects symptom symptoms complication complications response reaction upshot aftermath"),
        (Tag.ChangeNoun, "increase increases rise rises growth gain gains improvement improvements boost hike hikes surge surges uptick decrease "
            + "decreases decline declines drop drops fall falls reduction reductions loss losses cut cuts dip dips slump deterioration "
            + "change changes shift shifts "
            + "variation variations fluctuation fluctuations movement movements shock shocks lack absence shortage scarcity excess "
            + "expansion contraction jump jumps spike spikes swing swings erosion"),
        (Tag.MeasureNoun, "level levels rate rates amount amounts quantity degree extent risk risks incidence prevalence probability "
            + "likelihood odds chance "
            + "chances frequency intensity presence use exposure availability onset development occurrence value size share number numbers "
            + "volume consumption severity burden magnitude progression intake case cases instances episodes"),
        (Tag.HeadNoun, "level levels rate rates amount amounts volume volumes figures number numbers score scores values exposure itself themselves "
            + "intake behaviour behavior status increases increase changes rises hikes cuts growth shocks fluctuations variation movements"),
        (Tag.Agent, "we i you people customers consumers firms companies businesses households users patients farmers workers employees students "
            + "managers governments government banks policymakers investors doctors individuals children adults buyers sellers shoppers "
            + "families everyone one somebody someone a_firm "
            + "a_company the_company the_firm customer user players owners drivers_of_cars residents citizens they visitors retailers producers "
            + "experts economists scientists researchers physicians analysts clinicians epidemiologists authors politicians critics"),
        (Tag.Setting, "market markets season summer winter spring autumn years year months weeks days adults children men women patients people "
            + "customers consumers users countries economy economies sample data dataset study setting population populations industry sector "
            + "region regions country city cities stores store website case cases company firm firms business humans mice practice long_run "
            + "short_run period "
            + "periods time quarter quarters weekends holidays recessions model domain world application context environment households group "
            + "groups segment segments individuals area areas products product view system process"),
        (Tag.SettingPreposition, "in among during across within over for at throughout under inside on amongst between"),
        (Tag.TrueWord, "true known clear well_known well_established established obvious certain evident correct a_fact the_case undisputed "
            + "undeniable proven common_knowledge beyond_doubt beyond_dispute right accepted widely_accepted indisputable apparent "
            + "no_secret plain a_given "
            + "well_documented documented self-evident"),
        (Tag.FalseWord, "false untrue wrong incorrect a_myth myth nonsense a_fallacy fallacy mistaken a_lie impossible out_of_the_question rubbish "
            + "an_error a_mistake a_misconception misconception an_illusion unfounded baseless refuted debunked disproved disproven "
            + "invalid inaccurate a_hoax bogus excluded ruled_out a_misunderstanding hogwash absurd ridiculous misguided rejected "
            + "a_legend a_fable fake pure_fiction fiction"),
        (Tag.DoubtWord, "unclear unknown uncertain doubtful unlikely questionable unproven unconfirmed controversial debatable disputed unsettled "
            + "contested untested an_open_question unestablished implausible improbable undetermined open hard_to_say not_clear "
            + "hard_to_believe an_assumption a_hypothesis a_rumour a_rumor a_guess speculation anyone's_guess dubious moot hypothetical "
            + "a_claim a_theory speculative ambiguous in_doubt in_question up_for_debate a_matter_of_debate no_longer_true"),
        (Tag.EvidenceNoun, "evidence proof indication indications sign signs reason reasons_to_believe support basis grounds "
            + "data_to_suggest hint hints "
            + "suggestion findings study studies research result data experiments experiment trials trial papers analyses "
            + "reviews literature surveys survey experience analysis"),
        (Tag.ClaimNoun, "claim claims idea ideas belief beliefs notion hypothesis theory assumption assertion view suggestion myth rumour rumor "
            + "misconception statement thesis allegation conjecture fact finding observation conclusion fallacy story"),
        (Tag.Association, "correlated associated related linked connected correlates correlate associates covaries covary tied coupled interrelated "
            + "interconnected uncorrelated intertwined"),
        (Tag.Independence, "independent unrelated unconnected causally_independent"),
        (Tag.Importance, "important key crucial critical essential vital central decisive instrumental fundamental pivotal beneficial "
            + "harmful detrimental good bad "
            + "relevant responsible necessary conducive bad_news good_news damaging"),
        (Tag.Irrelevance, "irrelevant immaterial inconsequential unimportant"),
        (Tag.Handling, "having doing taking getting using running eating drinking buying consuming receiving smoking_of more_of access_to "
            + "exposure_to investment_in investments_in investing_in spending_on time_spent_on use_of adding expanding offering providing "
            + "exposing supplying selling giving adopting giving_up quitting avoiding stopping removing banning introducing"),
    ];
}
