using System.Collections.Immutable;
using Isl.Grains.Discovery.Knowledge.Vocabulary;

namespace Isl.Grains.Discovery.Knowledge.Language;

/// <content>Lists of noun phrases.</content>
internal sealed partial class Grammar
{
    /// <summary>Lists that begin at a token, the longest first.</summary>
    /// <param name="at">The token.</param>
    /// <param name="preposition">May stand before each item: "by price and by cost"; empty for none.</param>
    private IEnumerable<Parse<NounList>> Lists(int at, string preposition = "")
    {
        foreach (var list in PlainLists(at, preposition))
        {
            foreach (var relative in Relatives(list))
            {
                yield return relative;
            }

            yield return list;
            if (this[list.End].Is(",") && list.Value.Items.Length > 1)
            {
                yield return list with { End = list.End + 1 };
            }
        }
    }

    private IEnumerable<Parse<NounList>> PlainLists(int at, string preposition)
    {
        var (isNeither, role, start) = (false, ItemRole.Plain, at);
        var token = this[at];
        if (token.Is(Tag.Neither))
        {
            (isNeither, start) = (true, at + 1);
        }
        else if (token.Text is "both" or "either" or "only")
        {
            start = at + 1;
        }
        else if (token.Text is "nothing" or "none" && (this[at + 1].Is("but") || this[at + 1].Text is "other than" or "except"))
        {
            start = at + 2;
        }
        else if (token.Is("not") && (this[at + 1].Is(Tag.Only) || this[at + 1].Text is "merely" or "simply"))
        {
            start = at + 2;
        }
        else if (token.Is("not"))
        {
            (role, start) = (ItemRole.Denied, at + 1);
        }

        start = preposition.Length > 0 && this[start].Is(preposition) ? start + 1 : start;
        foreach (var items in Items(start, role, null, preposition))
        {
            if (role == ItemRole.Denied && items.Value.Items.All(item => item.Role == ItemRole.Denied))
            {
                // "not A" alone is no list: "not A but B" is.
                continue;
            }

            yield return Done(new NounList(items.Value.Items) { IsNeither = isNeither, IsOr = items.Value.IsOr && !isNeither }, items.End);
        }

        if (start == at + 1 && token.Is("both"))
        {
            foreach (var mention in Mentions(at))
            {
                yield return Done(new NounList([new Item(mention.Value, ItemRole.Plain)]), mention.End);
            }
        }
    }

    private IEnumerable<Parse<(ImmutableArray<Item> Items, bool IsOr)>> Items(int at, ItemRole role, NounList? through, string preposition)
    {
        foreach (var mention in Mentions(at))
        {
            var first = new Item(mention.Value, role, through);
            foreach (var separator in Separators(mention.End, preposition))
            {
                // A list that began with "not" goes on with what holds once "but" comes; else a role lasts for one item.
                var nextRole = separator.IsTight && role is ItemRole.Aside or ItemRole.Denied ? role : separator.Role;
                foreach (var rest in Items(separator.Next, nextRole, separator.Through, preposition))
                {
                    if (rest.Value.Items[0].Mention.Anaphor != Anaphor.None && !this[separator.Next].Is("them"))
                    {
                        // "… and this lowers Z" is a clause of its own.
                        continue;
                    }

                    yield return Done((rest.Value.Items.Insert(0, first), rest.Value.IsOr || separator.IsOr), rest.End);
                }
            }

            yield return Done((ImmutableArray.Create(first), false), mention.End);
        }
    }

    /// <summary>What may join an item to the next.</summary>
    private IEnumerable<Separator> Separators(int at, string preposition)
    {
        var behind = BehindComma(at);
        var separators = this[behind].Is(Tag.And) && this[BehindComma(behind + 1)].Is(Tag.Through)
            ? ByWay(BehindComma(behind + 1) + 1)
            : (Excluding(at, behind) ?? Including(at, behind)) is { } one ? [one] : [];
        return separators.Select(separator =>
            preposition.Length > 0 && this[separator.Next].Is(preposition) ? separator with { Next = separator.Next + 1 } : separator);
    }

    /// <summary>"and, through M,".</summary>
    private IEnumerable<Separator> ByWay(int at) =>
        PlainLists(at, "").Select(list => new Separator(ItemRole.Plain, BehindComma(list.End)) { Through = list.Value });

    /// <summary>"but not", "rather than", "unlike".</summary>
    private Separator? Excluding(int at, int behind)
    {
        var (token, next) = (this[behind], behind + 1);
        if (token.Is(Tag.Contrast | Tag.And) && this[next].Is(Tag.Negation))
        {
            return new Separator(ItemRole.Denied, next + 1);
        }

        if (behind > at && token.Is(Tag.Negation))
        {
            return new Separator(ItemRole.Denied, next);
        }

        if (behind > at && token.Text is "just" or "though" && this[next].Is(Tag.Negation))
        {
            return new Separator(ItemRole.Denied, next + 1);
        }

        if (token.Text is "but" or "except" && this[at - 1].Text is "everything" or "all" or "anything" or "everyone")
        {
            return new Separator(ItemRole.Aside, next);
        }

        return token.Is(Tag.Rather | Tag.Unlike) || token.Is("than") ? new Separator(ItemRole.Aside, next) : null;
    }

    /// <summary>"and", "or", "and thus", "but also", a comma.</summary>
    private Separator? Including(int at, int behind)
    {
        var (token, next) = (this[behind], behind + 1);
        if (behind > at && token.Is(Tag.Only))
        {
            return new Separator(ItemRole.Contrary, next);
        }

        if (token.Is(Tag.Likewise) && !token.Is(Tag.And))
        {
            return new Separator(ItemRole.Like, next);
        }

        if (token.Is("but"))
        {
            return new Separator(ItemRole.Contrary, Skip(next, Tag.Too | Tag.Harmless | Tag.Rather));
        }

        var chain = BehindComma(next);
        if (token.Is(Tag.And) && this[chain].Is(Tag.Chain) && !IsAuxiliary(chain + 1))
        {
            return new Separator(ItemRole.Chained, BehindComma(chain + 1));
        }

        if (token.Is(Tag.Chain))
        {
            return new Separator(ItemRole.Chained, next);
        }

        if (token.Is(Tag.And))
        {
            var to = Skip(chain, Tag.Too | Tag.Harmless);
            return new Separator(ItemRole.Plain, to > chain ? BehindComma(to) : next) { IsTight = behind == at };
        }

        return token.Is(Tag.Or | Tag.Nor)
                ? new Separator(ItemRole.Plain, Skip(next, Tag.Too)) { IsOr = token.Is(Tag.Or), IsTight = behind == at }
            : behind > at ? new Separator(ItemRole.Plain, behind)
            : null;
    }

    /// <summary>Clauses about a list: ", which drives Y,", "that drives Y", ", driven by X,".</summary>
    private IEnumerable<Parse<NounList>> Relatives(Parse<NounList> list)
    {
        var at = BehindComma(list.End);
        var clauses = this[at].Is(Tag.Relative) ? PredicateSequence(Skip(at + 1, Tag.Chain | Tag.Too), VerbForm.Finite)
            : this[Skip(at, Tag.Harmless)].IsName ? []
            : Reduced(Skip(at, Tag.Harmless));
        foreach (var clause in clauses)
        {
            if (clause.Value.All(predicate => predicate.Meaning is Meaning.Nothing))
            {
                continue;
            }

            var value = list.Value with { Relatives = clause.Value };
            if (this[clause.End].Is(","))
            {
                yield return Done(value, clause.End + 1);
            }

            yield return Done(value, clause.End);
        }
    }

    /// <summary>"driven by X" behind a noun.</summary>
    private IEnumerable<Parse<ImmutableArray<Predicate>>> Reduced(int at)
    {
        foreach (var predicate in Passive(at, default))
        {
            if (predicate.Value.Objects is not null)
            {
                yield return Done(ImmutableArray.Create(predicate.Value), predicate.End);
            }
        }
    }

    /// <summary>What stands between two items.</summary>
    private readonly record struct Separator(ItemRole Role, int Next)
    {
        public NounList? Through { get; init; }

        public bool IsOr { get; init; }

        /// <summary>No comma parts the two, so that what holds of the first holds of the next.</summary>
        public bool IsTight { get; init; }
    }
}
