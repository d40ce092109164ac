// Words of passphrases and paper shares: common, 3 to 6 letters, each once, in order. Part of the paper format (shares.ts
// counts by place in the first 1,024): a word is never moved, removed or put in between, only added at the end.
const table = `
able about above accept acid acorn acre across act active actor adapt add admit adobe adopt adult advice afford
after again agency agent agile ago agree ahead aim air airy aisle alarm album alert algae alike alley allow
almond alone along alpha alpine also alto always amber amend among ample anchor angle animal ankle annual answer
ant antler any apart apple apply apron arch arctic area arena argue arm armor around arrive arrow art artist ash
aside ask aspen asset atlas atom attend attic audit august aunt author autumn avenue avoid awake award aware
away axis axle baby back bacon badge bag bake baker ball ballet bamboo banana band banjo bank banner bar barley
barn barrel base basic basil basin basket bath baton bay beach beacon bead beak beam bean bear beard beat beaver
become bed bee beech beef beep begin behave behind being bell belong below belt bench bend berry best better big
bike bill bind birch bird bishop bit blade blank blaze blend blink block bloom blue blur board boat body boil
bold bolt bonnet bonus book boot border boss both bottle bottom bounce bow bowl box brain brake branch brass
brave bread break breeze brick bride bridge brief bright bring brisk bronze brook broom brown brush bubble
bucket bud buffet bug build bulb bundle bunny burst bus bush busy but butter button buy buzz cabin cable cactus
cake call calm camel camera camp can canal candle candy cane canoe canvas canyon cap cape car carbon card care
cargo carpet carrot carry cart carve case cash castle cat catch cattle cave cedar celery cell cello cement
center cereal chain chair chalk chance change chapel charm chart chase cheap check cheek cheer cheese cherry
chess chest chew chief child chime chin chip choice choir choose chord chorus cider cinema circle circus citrus
city civic claim clap class clay clean clear clerk clever click cliff climb cloak clock close cloth cloud clover
clown club clue coach coast coat cobalt cobble cocoa code coffee coil coin cold collar color colt column comb
come comet comic common cook cookie cool copper copy coral cord core cork corn corner cosmic cost cotton couch
count county couple course court cousin cover cow coyote cozy crab cradle craft crane crater crayon cream create
credit creek crew crib crisp crop cross crowd crown crumb crust cry cube cup curb cure curl curry curve custom
cut cycle daily dairy daisy damp dance danger dare dark dart dash date dawn day deal dear debate decade decent
decide deck deep deer define degree delay deli delta demand denim dense depend depot depth derby desert design
desk detail detect device dew dial dice diesel diet differ dig dill dime dinner dip direct dish ditch dive
divide dizzy dock doctor dog doll dollar dome donate donkey door dot double dough dove down dozen draft dragon
drama draw dream dress drift drill drink drive drop drum dry duck due duet dune dusk dust duty dwell each eager
eagle ear early earn earth ease easel east easy eat echo edge edit effect effort egg eight either elbow elder
elect elm else ember empty enamel end energy engine enjoy enough enter entire envoy equal era erase errand
escape essay estate even event ever every exact exam excite excuse exist exit exotic expand expect expert export
extra eye fable fabric face fact factor fade fair fairy faith falcon fall family famous fan fancy far farm fast
father faucet favor feast fee feed feel fellow fence fern ferry fetch fever few fiber field fifty fig figure
file fill film filter final finch find fine finger finish fir fire firm first fish fit five fix flag flame flap
flash flat flavor flax fleet flex flight flint flip float flock flood floor flora flour flow flower fluid flute
fly foam focus fog foil fold folk follow fond food foot forest forget fork form fort forum fossil found four fox
frame free freeze fresh friend fringe frog from front frost fruit fuel full fun funny fur future gadget gain
galaxy gallon game gander gap garage garden garlic gate gather gauge gaze gear gem gentle gift ginger give glad
glance glass glaze gleam glide globe glove glow glue goal goat gold golf good goose gourd grace grade grain
grand grant grape graph grass gravel gravy gray great green greet grid grin grip grove grow guard guess guest
guide guitar gulf gull gum gust habit half hall hammer hand handle happy harbor hard hare harp hat hatch have
hawk hay hazel head heap hear heart heat heavy hedge height helmet help hen herb herd here hero heron hiccup
hide high hike hill hinge hint hip hire hobby hockey hold hole holly home honest honey hood hoof hook hop hope
horn horse hose hotel hour house hover how hub huge human humble humor hut ice icicle icon idea ideal igloo
image impact import inch index indoor infant inform ink inlet inn inner input insect inside into invent invite
iris iron island issue item ivory ivy jacket jaguar jam jar jaw jazz jeans jelly jet jewel job jog join joke
jolly joy judge jug juice july jumbo jump june jungle junior jury just kayak keen keep kernel kettle key kick
kind king kiosk kit kite kitten kiwi knee knight knit knob knot know koala label lace ladder lady lake lamb lamp
land lane large lark laser last late lather laugh laurel lava lawn lawyer layer lead leaf league learn leave
ledge left legal legend lemon lend length lens lentil lesson let letter level lever lid lift light like lilac
lily limb lime limit line linen link lion lip liquid list listen little live lizard llama load loaf loan lobby
local lock locket lodge logic long look loop lotus loud lounge love loyal lucky lumber lunar lunch lung lyric
magic magnet maid mail main major make mallet mammal mango manor mantle map maple marble march mark market marsh
mask mason match math matter may maze meadow meal mean medal media meet mellow melody melon member mend menu
mercy merge merit merry mesh metal method middle mild mile milk mill mimic mind mine mint minus minute mirror
mist mitten mix mobile model modern moment money monkey month moon moose mop more mosaic moss most motel moth
mother motion motor mound mouse mouth move movie much mud muffin mug mule muscle museum music must mutual myth
nail name napkin narrow nation native nature navy near neat neck nectar need needle nephew nerve nest net never
new news next nice nickel night nine noble noise noodle noon north nose note notice novel now number nurse nut
nylon oak oar oasis oat object oboe ocean odd offer office often oil old olive omelet once one onion only onto
opal open opera option orange orbit orchid order organ origin osprey otter ounce our out outfit oval oven over
owl own owner oxygen oyster pace pack paddle page paint pair palace pale palm pan panda panel pants paper parade
parcel parent park parrot part party pass pasta paste pastry patch path patio pause pave peace peach peak peanut
pear pearl pebble pecan pedal pen pencil penny people pepper period permit pet petal phone photo phrase piano
pick picnic piece pier pig pigeon pillow pilot pine pink pint pipe pitch pizza place plain plan planet plank
plant plate play plaza please pledge plenty plot plow plum plus pocket poem poet point polar police polish
polite pond pony pool poppy porch port post pot potato pouch pound powder power praise press pretty price pride
prince print prism prize profit proof proper proud public pulp pulse pump pupil puppet puppy pure purple purse
push put puzzle quail quart quartz queen quest quick quiet quill quilt quince quite quiz quota quote rabbit race
rack radar radio raft rail rain raise raisin rake ramp ranch range rapid rare raven razor reach read ready real
reason rebel recall recipe record red reef refer reform refund region relax relay remain remark remedy remind
remote rent repair repeat reply report rescue rest result return reveal review reward rhyme ribbon rice rich
riddle ride ridge right ring rinse ripe ripple rise river road roast robe robin robot rock rocket rodeo roll
roof room root rope rose rough round route rover row royal rubber ruby rug rule runner rural rush rust rye
saddle safe saga sage sail salad salmon salon salt same sample sand satin sauce save savory saw scale scarf
scene scent school scoop scope score scout screen script scroll sea seal search season seat second secret see
seed seek seem select sell senior sense serve set settle seven shade shadow shake shape share sharp shawl shed
sheep sheet shelf shell shield shift shine ship shirt shoe shop shore short shout shovel show shower shrimp
shrub shut shy side sift sight sign signal silent silk silver simple since sing sink sister sit six size skate
sketch skill skin skirt sky slate sled sleep sleeve slice slide slim slope slow small smart smile smoke smooth
snack snail snow soap soccer social sock soda sofa soft soil solar solid solo solve some song soon sort sound
soup south space spare spark speak spear speech speed spell spend sphere spice spider spin spiral splash spoon
sport spot spray spread spring spruce square squash stable stack staff stage stair stamp stand star start state
statue stay steady steam steel stem step stereo stick still sting stir stitch stone stool stop store storm story
stove straw stream street string strong studio study style submit subway such sudden sugar suit sum summer
summit sun sunny super supper supply sure surf survey swan sway sweet swift swim swing switch symbol syrup
system table tackle tail tailor take tale talent talk tall tame tan tango tank tape target tart task taste taxi
tea teach team teapot tell temple ten tender tennis tent term test text thank that theme theory there thick
thing think third thirty this thorn thread three throat throne throw thumb thyme ticket tide tidy tie tiger tile
timber time tin tiny tip tire tissue title toast today toe tomato ton tone tongue tool tooth top topic torch
total totem touch tour toward towel tower town toy track trade trail train tray treat tree trend trial tribe
trick trim trip trophy trot trout truck true trunk trust truth try tuba tube tulip tuna tundra tunnel turkey
turn turtle tutor twelve twenty twig twin twirl twist two type under union unique unit unity until upon upper
urban urge use useful usual vacuum valley valor value valve van vapor vast vault vector velvet vendor vent verb
verse very vessel vest video view villa vine vinyl viola violet violin visit visor vista vital vivid vocal voice
volume vote voyage wade wafer wagon waist wait wake walk wall wallet walnut waltz want warm wash watch water
wave wax way wealth wear weave web week weigh well west whale wheat wheel when where whip whisk white who whole
why wick wide width wild willow win wind window wing wink winner winter wire wisdom wise wish with wolf wonder
wood wool word work world worm wrap wren wrist write yacht yard yarn yawn year yeast yellow yes yet yield yodel
yogurt yoke you young zebra zero zest zigzag zinc zipper zone zoo zoom
`;

export const passphraseWords: readonly string[] = table.trim().split(/\s+/);
