using System.Collections.Immutable;
using Isl.Grains.Data;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Profiling;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;
using Isl.Grains.Words.Profiling;

namespace Isl.Grains.Profiling;

/// <summary>Describes a table: every figure is exact, over all rows.</summary>
public static class ProfileAnswer
{
    private const int MostPatterns = 20;
    private const int MostPairs = 200;

    /// <summary>The answer. O(rows · columns · log rows), and for pairs of columns as much as it takes to tell them apart.</summary>
    /// <param name="data">The table; NaN stands for a gap.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="question">How it was read.</param>
    /// <param name="budget">Time; when it is spent, pairs of columns are left out and that is told.</param>
    public static ProfileResult Compute(Dataset data, string hash, ProfileQuestion question, WorkBudget budget)
    {
        var readings = question.Reading.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var declared = question.Kinds.ToDictionary(one => one.Column, one => (DeclaredKind?)one.Kind, StringComparer.Ordinal);
        var (profiles, facts) = (new List<ColumnProfile>(), new List<ColumnFacts>());
        for (var index = 0; index < data.Columns; index++)
        {
            budget.ThrowIfCancelled();
            var name = data.Variables[index];
            var column = TypedColumn.Of(data, index, readings.GetValueOrDefault(name), declared.GetValueOrDefault(name));
            profiles.Add(ColumnDescription.Of(column, data.Rows, question.Reading.Notes));
            facts.Add(ColumnFacts.Of(column));
        }

        var pairs = NearDuplicates.Find(data, facts, budget);
        var patterns = MissingPatterns.Of(data, budget);
        var duplicates = EqualRows.Count(data, budget);
        var complete = patterns.FirstOrDefault(pattern => pattern.Columns.IsEmpty)?.Rows ?? 0;
        var wasCut = budget.IsSpent;
        return new ProfileResult
        {
            Rows = data.Rows,
            CompleteRows = complete,
            Columns = [.. profiles],
            NearDuplicates = [.. pairs.Take(MostPairs)],
            NearDuplicatesMore = Math.Max(pairs.Count - MostPairs, 0),
            DuplicateRows = duplicates,
            MissingPatterns = [.. patterns.Take(MostPatterns)],
            MissingPatternsMoreRows = patterns.Skip(MostPatterns).Sum(pattern => pattern.Rows),
            FirstFlaws = question.Reading.Flaws,
            Suggested = Suggest(profiles, facts, complete, data.Rows, declared),
            DatasetHash = hash,
            Completion = wasCut ? Completion.CutShort : Completion.Whole,
            Explanation = Explain(profiles, pairs.Count, duplicates, complete, data.Rows, question, wasCut),
        };
    }

    private static SuggestedReading Suggest(
        List<ColumnProfile> profiles,
        List<ColumnFacts> facts,
        int complete,
        int rows,
        Dictionary<string, DeclaredKind?> declared)
    {
        var kinds = new OrderedDictionary<string, DeclaredKind>(StringComparer.Ordinal);
        foreach (var (profile, fact) in profiles.Zip(facts))
        {
            if (declared.GetValueOrDefault(profile.Name) is { } said)
            {
                kinds[profile.Name] = said;
            }
            else if (profile.Kind == ColumnKind.Numeric && fact.IsFewWholeNumbers)
            {
                kinds[profile.Name] = DeclaredKind.Category;
            }
        }

        return new SuggestedReading(kinds, complete == rows ? "refuse" : "drop_rows");
    }

    private static Explanation Explain(
        List<ColumnProfile> profiles,
        int pairs,
        DuplicateRows duplicates,
        int complete,
        int rows,
        ProfileQuestion question,
        bool wasCut)
    {
        var kinds = profiles.GroupBy(profile => profile.Kind).OrderBy(group => group.Key).Select(group => (group.Key, group.Count())).ToList();
        var troubled = profiles.Where(profile => !profile.Remedies.IsEmpty).Select(profile => profile.Name).ToList();
        ImmutableArray<Finding> steps = [new PresentRows(rows, complete), new SameRows(duplicates.Rows, rows), new SamePairs(pairs)];
        var caveats = question.Reading.Notes.Select(note => (Finding)new TableRead(note));
        return new Explanation(
            new TableSummary(rows, kinds, troubled).Text,
            Wording.Paragraph(steps.Texts()),
            new ProfileBasis().Text,
            [],
            [.. (wasCut ? caveats.Append(new PairsCutShort()) : caveats).Texts()],
            1);
    }
}
