using Isl.Grains.Discovery.Knowledge.Vocabulary;

namespace Isl.Grains.Discovery.Knowledge.Language;

/// <summary>Takes out of a sentence what stands in brackets and the quotation marks around names, where neither can change its meaning.</summary>
internal static class Asides
{
    private const Tag Harmful = Tag.Negation | Tag.No | Tag.Void | Tag.Hedge | Tag.FalseWord | Tag.DoubtWord | Tag.Contrast | Tag.Only | Tag.Rather
        | Tag.Conditional
        | Tag.Nobody | Tag.HedgeModal | Tag.Pronoun | Tag.Relative;

    private const Tag SaidAlong = Tag.Negation | Tag.Contrast | Tag.And | Tag.Rather | Tag.Unlike | Tag.Through;

    private static readonly Token Comma = new(",", ",", -1, Tag.None, false, false);

    /// <summary>The tokens that are left.</summary>
    public static List<Token> Remove(List<Token> tokens)
    {
        var left = new List<Token>(tokens.Count);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Closing(tokens, i) is > 0 and var end && IsHarmless(tokens, i + 1, end))
            {
                i = end;
            }
            else if (tokens[i].Is("(") && i + 1 < tokens.Count && tokens[i + 1].Is(SaidAlong))
            {
                // "(but not price)" is said as if between commas.
                left.Add(Comma);
                if (Closing(tokens, i) is > 0 and var close)
                {
                    tokens = [.. tokens];
                    tokens[close] = Comma;
                }
            }
            else if (tokens[i].Text is "\"" or "“" or "”" or "'" or "‘" or "’" or "`" && IsAroundName(tokens, i))
            {
                continue;
            }
            else
            {
                left.Add(tokens[i]);
            }
        }

        return left;
    }

    /// <summary>Where a bracket that opens here closes; −1 where none does.</summary>
    private static int Closing(List<Token> tokens, int at)
    {
        var mark = tokens[at].Text switch
        {
            "(" => ")",
            "[" => "]",
            _ => "",
        };
        return mark.Length == 0 ? -1 : tokens.FindIndex(at, token => token.Is(mark));
    }

    private static bool IsHarmless(List<Token> tokens, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (tokens[i].IsName || tokens[i].Is(Harmful) || tokens[i].Is("?") || IsOpinion(tokens[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOpinion(Token token) => VerbTable.SensesOf(token.Text)
        .Any(sense => sense.Sense.Class is VerbClass.Believes or VerbClass.Doubts or VerbClass.Claims);

    /// <summary>Does the mark stand before or behind a name alone? A quoted clause is somebody's words.</summary>
    private static bool IsAroundName(List<Token> tokens, int at) =>
        (at + 2 < tokens.Count && tokens[at + 1].IsName && IsQuote(tokens[at + 2]))
        || (at >= 2 && tokens[at - 1].IsName && IsQuote(tokens[at - 2]));

    private static bool IsQuote(Token token) => token.Text is "\"" or "“" or "”" or "'" or "‘" or "’" or "`";
}
