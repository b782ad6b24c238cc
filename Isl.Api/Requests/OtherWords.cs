namespace Isl.Api.Requests;

/// <summary>Words that mean the same elsewhere, in other libraries or in other requests of this service.</summary>
internal static class OtherWords
{
    /// <summary>By the word used here: the words used elsewhere.</summary>
    private static readonly Dictionary<string, string[]> Words = new()
    {
        ["context"] = ["evidence", "factual", "facts", "observation", "observations", "observed", "observed_values", "conditions", "given", "unit"],
        ["latent"] = ["latents", "unobserved", "unmeasured", "hidden", "unobserved_nodes", "latent_nodes", "latent_variables"],
        ["selected"] = ["selection", "selection_node", "selection_nodes", "sampling"],
        ["missing"] = ["na", "nan", "missing_values", "na_action", "dropna"],
        ["observed"] = ["measured", "observables", "observed_nodes", "observed_variables"],
        ["given"] = ["z", "conditions", "conditioning_set", "conditioned_on", "adjustment_set", "conditional", "cond", "covariates", "evidence"],
        ["conditions"] = ["given", "conditioning_set", "conditioned_on", "evidence", "context"],
        ["adjustment_set"] = ["given", "z", "covariates", "controls", "adjust_for", "adjusted", "common_causes", "confounders"],
        ["bidirected"] = ["bidirected_edges", "bidirectional", "bidirectional_edges", "confounded", "siblings"],
        ["edges"] = ["links", "arcs", "directed", "directed_edges"],
        ["nodes"] = ["vertices", "variables", "variable_names"],
        ["dag_structure"] = ["graph", "structure", "causal_graph", "dag_string"],
        ["treatment"] = ["exposure", "cause", "from", "source", "x"],
        ["treatments"] = ["exposures", "causes"],
        ["outcome"] = ["response", "target", "to", "y", "target_variable"],
        ["outcomes"] = ["responses", "targets"],
        ["max_sets"] = ["limit", "max_adjustment_sets"],
        ["max_paths"] = ["limit"],
        ["include"] = ["parts", "fields"],
        ["items"] = ["requests", "queries", "batch", "questions"],
        ["data"] = ["rows", "dataset", "records", "samples", "df"],
        ["data_csv"] = ["csv"],
        ["calibration_data"] = ["data", "calibration", "calibration_set", "rows"],
        ["variable_names"] = ["variables", "columns", "names", "column_names", "features", "nodes"],
        ["algorithm"] = ["method", "algo", "model"],
        ["method"] = ["algorithm", "conformal_method"],
        ["max_iter"] = ["max_iterations", "iterations", "max_steps", "n_iter"],
        ["threshold"] = ["w_threshold", "weight_threshold", "cutoff", "min_weight"],
        ["lambda1"] = ["lambda", "l1", "l1_penalty", "penalty"],
        ["h_tol"] = ["tolerance", "tol"],
        ["alpha"] = ["significance", "significance_level", "p_value", "miscoverage", "level"],
        ["ci_test"] = ["test", "indep_test", "independence_test"],
        ["scaling"] = ["standardize", "normalize", "scale"],
        ["prior_knowledge"] = ["background_knowledge", "knowledge", "constraints", "priors"],
        ["required_edges"] = ["required", "whitelist", "must_have", "fixed_edges"],
        ["forbidden_edges"] = ["forbidden", "blacklist", "banned_edges", "tabu_edges"],
        ["tiers"] = ["tier", "temporal_order", "order", "layers"],
        ["bootstrap"] = ["resamples", "n_bootstrap", "bootstraps"],
        ["seed"] = ["random_state", "random_seed", "rng_seed"],
        ["domain_description"] = ["description", "text", "knowledge"],
        ["data_weight"] = ["weight"],
        ["intervention"] = ["do", "interventions", "action", "actions", "intervene"],
        ["scenarios"] = ["interventions", "alternatives", "options"],
        ["samples"] = ["n_samples", "num_samples", "draws", "n", "iterations"],
        ["confidence_level"] = ["confidence", "level", "coverage"],
        ["analyze_interactions"] = ["interactions", "synergy"],
        ["direction"] = ["goal", "optimize", "minimize", "maximize", "objective"],
        ["model"] = ["scm", "structural_model", "sem"],
        ["equations"] = ["structural_equations", "functions", "mechanisms", "formulas"],
        ["distributions"] = ["exogenous", "noise", "priors", "distribution"],
        ["values"] = ["constants", "fixed", "value"],
        ["formula"] = ["equation", "expression", "expr", "function"],
        ["noise_dist"] = ["noise", "noise_distribution", "error", "residual", "distribution", "dist"],
        ["type"] = ["dist", "distribution", "family", "name"],
        ["parameters"] = ["params", "args", "arguments"],
        ["id"] = ["name", "scenario_id", "key"],
        ["label"] = ["title"],
    };

    /// <summary>Words for what no request can ask for, with what to do instead.</summary>
    private static readonly Dictionary<string, string> NotOffered = new(StringComparer.OrdinalIgnoreCase)
    {
        ["effect"] = "total effects are asked about here; direct ones by causal/validate",
        ["mediators"] = "direct effects are asked about by causal/validate",
    };

    /// <summary>Why a word has no counterpart here; null for other words.</summary>
    public static string? ReasonAgainst(string word) => NotOffered.GetValueOrDefault(word);

    /// <summary>The known name that another word stands for; null where there is none.</summary>
    public static string? For(string word, IEnumerable<string> known) =>
        known.FirstOrDefault(name => Words.TryGetValue(name, out var others) && others.Contains(word, StringComparer.OrdinalIgnoreCase));
}
