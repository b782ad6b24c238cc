using System.Collections.Immutable;

namespace Isl.Discovery;

/// <summary>Builds the answer from a graph: weights in the data's units, diagnostics, words.</summary>
internal sealed class DiscoveryReport(Dataset data, DiscoveryQuestion question, DatasetMoments? moments, DirectedEdges edges)
{
    private const int Digits = 10;
    private readonly List<string> _reasons = [];
    private readonly List<string> _caveats = [];

    public required string Algorithm { get; init; }

    public required double SecondsBudget { get; init; }

    public required double Confidence { get; init; }

    public NotearsFit? Fit { get; init; }

    public string? DegradedReason { get; init; }

    /// <summary>Adds a sentence to the reasoning.</summary>
    public void Reason(string sentence) => _reasons.Add(sentence);

    /// <summary>Adds a caveat.</summary>
    public void Caveat(string sentence) => _caveats.Add(sentence);

    public DiscoveryResult ToResult()
    {
        var (details, bic) = FitWeights();
        AddDataCaveats();
        if (DegradedReason is not null)
        {
            _caveats.Insert(0, $"A simpler method answered, because {DegradedReason}.");
        }

        var scaling = moments is null || Algorithm == "correlation" ? DataScaling.Standardize : question.Scaling;
        var confidence = Math.Round(Math.Clamp(Confidence, 0, 1), 3);
        return new DiscoveryResult
        {
            Dag = new DiscoveredDag(
                data.Variables,
                [.. edges.All().Select(edge => ImmutableArray.Create(data.Variables[edge.From], data.Variables[edge.To]))],
                new DagMetadata(Algorithm, scaling, question.Threshold)),
            EdgesDetail = details,
            Confidence = confidence,
            AlgorithmUsed = Algorithm,
            AlternativeDags = [],
            Diagnostics = new DiscoveryDiagnostics(
                Fit?.Iterations ?? 0,
                Fit is null ? null : SignificantDigits(Fit.Objective),
                Fit is null ? null : SignificantDigits(Fit.H),
                Fit is null || Fit.Stop == StopReason.Converged,
                Fit?.Stop ?? StopReason.Converged,
                SecondsBudget,
                moments is null ? null : Varsortability.Of(edges, moments),
                bic,
                data.Rows,
                data.Columns,
                scaling),
            DatasetHash = data.Hash(),
            Degraded = DegradedReason is not null,
            DegradedReason = DegradedReason,
            Explanation = new Explanation(Summary(details), string.Join(" ", _reasons), Basis(), Assumptions(), [.. _caveats], confidence),
        };
    }

    /// <summary>Ordinary least squares on the graph: unlike the penalised weights of a fit, these are not shrunk towards zero.</summary>
    private (ImmutableArray<EdgeDetail> Details, double Bic) FitWeights()
    {
        var details = new List<EdgeDetail>();
        if (moments is null)
        {
            return ([.. edges.All().Select(edge => new EdgeDetail(data.Variables[edge.From], data.Variables[edge.To], 0, null))], 0);
        }

        var (n, d) = (data.Rows, data.Columns);
        var strength = new Dictionary<EdgeDetail, double>(ReferenceEqualityComparer.Instance);
        var bic = 0.0;
        for (var node = 0; node < d; node++)
        {
            var parents = edges.Parents(node);
            var (coefficients, variance) = LinearRegression.Fit(moments.Covariance, d, node, parents);
            var floor = 1e-12 * moments.Covariance[(node * d) + node];
            bic += (-n / 2.0 * (1 + Math.Log(Math.Max(variance, floor)))) - (0.5 * (parents.Count + 1) * Math.Log(n));
            for (var i = 0; i < parents.Count; i++)
            {
                var detail = new EdgeDetail(data.Variables[parents[i]], data.Variables[node], SignificantDigits(coefficients[i]), null);
                strength[detail] = Math.Abs(coefficients[i]) * moments.Deviations[parents[i]] / moments.Deviations[node];
                details.Add(detail);
            }
        }

        return ([.. details.OrderByDescending(detail => strength[detail])], SignificantDigits(bic));
    }

    private void AddDataCaveats()
    {
        if (moments is null)
        {
            return;
        }

        var (n, d) = (data.Rows, data.Columns);
        var correlation = moments.Correlation;
        for (var i = 0; i < d; i++)
        {
            for (var j = i + 1; j < d; j++)
            {
                if (Math.Abs(correlation[(i * d) + j]) > 1 - 1e-9)
                {
                    Caveat($"{data.Variables[i]} and {data.Variables[j]} are perfectly collinear (correlation {correlation[(i * d) + j]:0.###}); the data cannot tell them apart.");
                }
            }
        }

        for (var i = 0; i < d; i++)
        {
            var (_, residual) = LinearRegression.Fit(correlation, d, i, [.. Enumerable.Range(0, d).Where(j => j != i)]);
            var pairwise = Enumerable.Range(0, d).Any(j => j != i && Math.Abs(correlation[(i * d) + j]) > 1 - 1e-9);
            if (residual < 1e-8 && !pairwise && n > d)
            {
                Caveat($"{data.Variables[i]} is an exact linear combination of other columns; directions among them are not determined.");
                break;
            }
        }

        if (n <= d)
        {
            Caveat($"There are {n} rows for {d} columns: far too few for a reliable graph.");
        }

        var ratio = moments.Deviations.Max() / moments.Deviations.Min();
        if (ratio > 1000 && question.Scaling == DataScaling.None && Algorithm != "correlation")
        {
            Caveat($"The columns' standard deviations differ by a factor of {ratio:0.#e+0}; without scaling the result depends on their units.");
        }
    }

    private string Summary(ImmutableArray<EdgeDetail> details)
    {
        const int shown = 5;
        if (details.Length == 0)
        {
            return $"The data suggest no edge among the {data.Columns} variables.";
        }

        var strongest = string.Join(", ", details.Take(shown).Select(edge => $"{edge.From} -> {edge.To} ({edge.Weight:0.###})"));
        return $"The data suggest {details.Length} {(details.Length == 1 ? "edge" : "edges")} among {data.Columns} variables; strongest: {strongest}.";
    }

    private string Basis() => Algorithm switch
    {
        "notears" => $"NOTEARS (Zheng et al. 2018), λ₁ = {question.Lambda1}, edges of absolute weight {question.Threshold} and more on {(question.Scaling == DataScaling.Standardize ? "standardised" : "centred, unscaled")} columns; weights refitted by least squares in the data's own units.",
        "correlation" => "Correlation skeleton with Fisher's z tests given single variables, unshielded colliders oriented (Spirtes & Glymour 1991); weights by least squares in the data's own units.",
        _ => "Prior knowledge alone.",
    };

    private ImmutableArray<string> Assumptions() => Algorithm == "notears"
        ?
        [
            "Every variable is a linear function of its causes plus independent noise.",
            "There is no unobserved common cause and no feedback.",
            question.Scaling == DataScaling.Standardize
                ? "On standardised columns the noise shares of all variables are comparable."
                : "The noise variances of all variables are comparable in the units given.",
        ]
        : ["Dependence is linear.", "There is no unobserved common cause and no feedback."];

    private static double SignificantDigits(double value) => value == 0
        ? 0
        : double.Parse(value.ToString($"G{Digits}", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
}
