using System.Collections.Immutable;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Api.Requests.Searches;

/// <summary>Reads how a graph is sought.</summary>
internal static class SearchReader
{
    private const int MostIterations = 10_000;
    private const double Most = 1e6;
    private const double LeastTolerance = 1e-16;
    private const double LeastAlpha = 1e-12;

    /// <summary>The question of a search, without resamples and seed; what is wrong with it is noted.</summary>
    /// <param name="options">What was sent.</param>
    /// <param name="algorithms">The algorithms to choose from.</param>
    /// <param name="usual">The one where none is named.</param>
    /// <param name="within">The part of the request that the options stand in.</param>
    /// <param name="errors">Takes the mistakes.</param>
    public static DiscoveryQuestion Read(
        ISearchOptions options,
        ImmutableArray<(string Name, DiscoveryAlgorithm Value)> algorithms,
        DiscoveryAlgorithm usual,
        JsonPointer within,
        RequestErrors errors)
    {
        var algorithm = Choice(options.Algorithm, algorithms, usual, "algorithm");
        var defaults = AlgorithmOptions.Of(algorithm);
        return new DiscoveryQuestion
        {
            Algorithm = algorithm,
            MaxIterations = (int)InRange(options.MaxIter ?? DiscoveryDefaults.MaxIterations, 1, MostIterations, "max_iter"),
            Threshold = options.Threshold is { } threshold ? InRange(threshold, 0, Most, "threshold") : defaults.Threshold,
            Lambda1 = options.Lambda1 is { } lambda ? InRange(lambda, 0, Most, "lambda1") : defaults.Lambda1,
            HTolerance = InRange(options.HTol ?? DiscoveryDefaults.HTolerance, LeastTolerance, 1, "h_tol"),
            Alpha = Fields.InRange(
                options.Alpha ?? DiscoveryDefaults.Alpha,
                LeastAlpha,
                1 - LeastAlpha,
                within.Member("alpha"),
                errors,
                "between 0 and 1, such as 0.05"),
            CiTest = Choice(options.CiTest, SearchChoices.CiTests, CiTest.Auto, "ci_test"),
            Score = Choice(options.Score, SearchChoices.Scores, ScoreKind.Auto, "score"),
            ColliderRule = Choice(options.ColliderRule, SearchChoices.ColliderRules, ColliderRule.SeparatingSets, "collider_rule"),
            ColliderPriority = Choice(
                options.ColliderPriority, SearchChoices.ColliderPriorities, ColliderPriority.KeepExisting, "collider_priority"),
            Scaling = Choice(options.Scaling, SearchChoices.Scalings, DataScaling.Standardize, "scaling"),
            Prior = PriorKnowledgeReader.Read(options.PriorKnowledge, within, errors),
        };

        T Choice<T>(string? given, ImmutableArray<(string Name, T Value)> choices, T usual, string name) =>
            Fields.Choice(given, choices, usual, within.Member(name), errors);

        double InRange(double value, double least, double most, string name) =>
            Fields.InRange(value, least, most, within.Member(name), errors);
    }
}
